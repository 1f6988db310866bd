import { Button, Field } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { Done, FormErrors } from '../../ui/notices.tsx'
import { More, Section, Tag } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../passkey.en.ts'
import { es } from '../passkey.es.ts'
import type { Passkey, PasskeyRefusal } from '../passkeys.ts'

/** Signing in with a passkey, on the page for signing in. Hidden until a script finds that the browser can. */
export function PasskeySignIn({ back, refusal }: { back: string; refusal?: PasskeyRefusal | null }) {
  const words = useWords({ en, es })
  return (
    <>
      {refusal && <FormErrors sentences={[words.refusals[refusal]]} />}
      <div hidden>
        <Section title={words.signIn.title}>
          <p>{words.signIn.lead}</p>
          <form
            class="form"
            method="post"
            action={urls.passkeySignIn}
            data-passkey="sign-in"
            data-question={urls.passkeyQuestion}
            data-words={JSON.stringify(words.script)}
          >
            <input type="hidden" name="answer" />
            <input type="hidden" name="back" value={back} />
            <p role="status" class="field-error"></p>
            <Button kind="plain">{words.signIn.button}</Button>
          </form>
        </Section>
      </div>
      <Island name="passkey" />
    </>
  )
}

/** A person's own passkeys, on her page. `possible`: passkeys can be made at this address. */
export function MyPasskeys({
  passkeys,
  possible,
  done,
  refusal,
  typed,
}: {
  passkeys: readonly Passkey[]
  possible: boolean
  done?: string
  refusal?: PasskeyRefusal | 'badName'
  /** The name that was typed for a new one. */
  typed?: string
}) {
  const all = useWords({ en, es }),
    words = all.me
  return (
    <Section title={words.title} id="passkeys">
      <Done>{done && words.done[done]}</Done>
      {refusal && <FormErrors sentences={[refusal === 'badName' ? words.badName : all.refusals[refusal]]} />}
      <p>{words.lead}</p>
      {passkeys.length > 0 && (
        <ul class="rows">
          {passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {!possible && <p>{words.notHere}</p>}
      {possible && (
        <>
          <p data-passkey-instead>{words.unseen}</p>
          <div hidden>
            <form
              class="form"
              method="post"
              action={urls.myPasskeys}
              data-passkey="add"
              data-question={urls.myPasskeyQuestion}
              data-words={JSON.stringify(all.script)}
              novalidate
            >
              <Field
                label={words.name}
                name="passkey-name"
                value={typed ?? words.usual}
                hint={words.nameHint}
                error={refusal === 'badName' ? words.badName : undefined}
                required
                maxlength={60}
                autocomplete="off"
              />
              <input type="hidden" name="answer" />
              <p role="status" class="field-error"></p>
              <Button kind="plain">{words.add}</Button>
            </form>
          </div>
          <Island name="passkey" />
        </>
      )}
    </Section>
  )
}

function Row({ passkey: { id, name, synced, createdAt, usedOn, refused } }: { passkey: Passkey }) {
  const words = useWords({ en, es }).me
  const { lang, zone } = useShell()
  return (
    <li>
      <div>
        <strong>{name}</strong> {refused && <Tag kind="bad">{words.stopped}</Tag>}
        <br />
        <small>
          {synced ? words.synced : words.single}, {words.added(formatShortDay(createdAt, zone, lang))},{' '}
          {usedOn ? words.used(formatShortDay(usedOn, zone, lang)) : words.unused}
        </small>
        {refused && <p>{words.stoppedText}</p>}
        <More summary={words.rename}>
          <form class="form" method="post" action={urls.renamePasskey(id)}>
            <Field label={words.renameLabel(name)} name="name" id={`name-${id}`} value={name} required maxlength={60} autocomplete="off" />
            <Button kind="plain">{words.rename}</Button>
          </form>
        </More>
      </div>
      <form method="post" action={urls.removePasskey(id)}>
        <Button kind="quiet" aria-label={words.removeLabel(name)}>
          {words.remove}
        </Button>
      </form>
    </li>
  )
}
