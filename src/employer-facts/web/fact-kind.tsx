import { Check, Field, Fieldset, FileField, TextArea } from '../../ui/fields.tsx'
import type { PublicationKind } from '../../publishing/publication.ts'
import { urls } from '../../urls.ts'
import { archiveCopy, copyLimit } from '../archive-copy.ts'
import { limits, readFact, reference, typedFromFact, type Fact } from '../fact.ts'
import { en as words } from '../fact-staff.en.ts'
import { ShownFact } from './fact-pages.tsx'

interface Help {
  today: Temporal.PlainDate
}

export const factKind: PublicationKind<Fact, Help> = {
  key: 'fact',
  room: urls.factsStaff,
  address: urls.fact,
  words,
  nothing: {
    claim: '',
    claimEs: '',
    figure: '',
    figureEs: '',
    source: '',
    address: '',
    dated: '',
    copy: '',
    copyName: '',
    copyIsPublic: '',
  },
  name: (fact) => fact.claim.en,
  async help(db, now) {
    const { zone } = await db.selectFrom('deployment').select('zone').executeTakeFirstOrThrow()
    return { today: now.toZonedDateTimeISO(zone).toPlainDate() }
  },
  read: (typed, { today }) => readFact(typed, today),
  typedFrom: typedFromFact,
  Fields: ({ typed }) => (
    <>
      <Fieldset legend={words.english}>
        <TextArea label={words.claim} name="claim" hint={words.claimHint} required rows={2} maxlength={limits.claim} />
        <Field label={words.figure} name="figure" hint={words.figureHint} required maxlength={limits.figure} />
      </Fieldset>
      <Fieldset legend={words.spanish} hint={words.spanishHint}>
        <TextArea label={words.claim} name="claimEs" rows={2} maxlength={limits.claim} />
        <Field label={words.figure} name="figureEs" maxlength={limits.figure} />
      </Fieldset>
      <Fieldset legend={words.where}>
        <Field label={words.source} name="source" hint={words.sourceHint} required maxlength={limits.source} />
        <Field label={words.address} name="address" type="url" hint={words.addressHint} maxlength={limits.address} />
        <Field label={words.dated} name="dated" type="date" required />
        <input type="hidden" name="copy" value={typed.copy} />
        <input type="hidden" name="copyName" value={typed.copyName} />
        {typed.copy && (
          <>
            <p>
              <a href={urls.archivedCopy(typed.copy)} download>
                {words.copyNow(typed.copyName || typed.copy.slice(0, 12))}
              </a>
            </p>
            <Check label={words.removeCopy} name="removeCopy" />
          </>
        )}
        <FileField
          label={words.copy}
          name="file"
          accept="application/pdf,image/png,image/jpeg,text/plain"
          hint={words.copyHint}
          maxBytes={copyLimit}
        />
        <Check label={words.copyIsPublic} name="copyIsPublic" checked={typed.copyIsPublic === 'yes'} hint={words.copyIsPublicHint} />
      </Fieldset>
    </>
  ),
  Shown: ({ content }) => <ShownFact content={content} />,
  reference: (slug) => ({ label: words.referText, text: reference(slug) }),
  file: {
    field: 'file',
    most: copyLimit,
    async keep(db, account, file) {
      const kept = await archiveCopy(db, account, file.name, new Uint8Array(await file.arrayBuffer()))
      return 'id' in kept
        ? { typed: { copy: kept.id, copyName: file.name, removeCopy: '' } }
        : { problem: words.copyProblems[kept.problem] }
    },
  },
}
