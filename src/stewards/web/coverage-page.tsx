import { Button, ButtonLink, Field, Form } from '../../ui/fields.tsx'
import { BarList } from '../../ui/charts.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty } from '../../ui/notices.tsx'
import { Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { Day } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Local } from '../../unions/unions.ts'
import type { WorksiteCoverage } from '../steward-queries.ts'
import { en } from '../stewards.en.ts'

export const number = (value: number) => value.toLocaleString('en-US')
export const crumb = { href: urls.coverage, label: en.coverage.title }

export const LocalsPage = ({ locals }: { locals: readonly Local[] }) => (
  <StaffPage title={en.coverage.title}>
    <p>{en.coverage.lead}</p>
    <Table
      caption={en.coverage.caption}
      rows={locals}
      rowKey={(local) => local.id}
      columns={[{ label: en.coverage.local, cell: (local) => <a href={urls.localCoverage(local.key)}>{local.name}</a> }]}
    />
  </StaffPage>
)

/** The worksites of a local: where stewards are missing. */
export function LocalPage({
  local,
  worksites,
  perSteward,
  done,
  typed,
  error,
  notesEnd,
  ratifiedUnits,
  ratified,
}: {
  local: Local
  worksites: readonly WorksiteCoverage[]
  perSteward: number
  done?: boolean
  typed?: string
  error?: string
  /** The day after which what was noted until the ratification is gone. */
  notesEnd: Temporal.PlainDate | null
  ratifiedUnits: readonly { unit: string; day: Temporal.PlainDate }[]
  ratified?: { typed: string; error: string }
}) {
  const words = en.coverage
  const total = (of: (site: WorksiteCoverage) => number) => worksites.reduce((sum, site) => sum + of(site), 0)
  const needed = total((site) => site.needed),
    filled = total((site) => site.filled)
  return (
    <StaffPage title={words.of(local.name)} crumbs={[crumb]}>
      <Done>{done && words.ratioSet(perSteward)}</Done>
      {worksites.length === 0 ? (
        <Empty title={words.nobodyTitle}>
          <p>{words.nobody}</p>
          <ButtonLink href={urls.localRoster(local.key)}>{words.toRoster}</ButtonLink>
        </Empty>
      ) : (
        <>
          <Stats>
            <Stat
              value={number(needed - filled)}
              label={words.missing}
              note={words.filledOf(filled, needed)}
              tone={needed > filled ? 'spot' : undefined}
            />
            <Stat
              value={number(total((site) => site.uncovered))}
              label={words.uncovered}
              note={words.ofPeople(total((site) => site.people))}
            />
            <Stat value={number(total((site) => site.empty))} label={words.empty} note={words.ofPlaces(total((site) => site.places))} />
          </Stats>
          <p>{words.peopleNote(perSteward)}</p>
          <BarList
            caption={words.chart}
            unit={words.unit}
            rows={worksites.map((site) => ({
              label: site.name,
              href: urls.worksiteCoverage(local.key, site.worksiteId),
              value: site.filled,
              goal: site.needed,
            }))}
          />
          <Table
            caption={words.worksites}
            rows={worksites}
            rowKey={(site) => site.worksiteId}
            columns={[
              { label: words.worksite, cell: (site) => <a href={urls.worksiteCoverage(local.key, site.worksiteId)}>{site.name}</a> },
              { label: words.people, numeric: true, cell: (site) => number(site.people) },
              { label: words.needed, numeric: true, cell: (site) => number(site.needed) },
              { label: words.filled, numeric: true, cell: (site) => number(site.filled) },
              { label: words.missing, numeric: true, cell: (site) => number(site.needed - site.filled) },
              { label: words.uncovered, numeric: true, cell: (site) => number(site.uncovered) },
              { label: words.empty, numeric: true, cell: (site) => number(site.empty) },
            ]}
          />
        </>
      )}
      <Section title={words.settings} id="settings">
        <Form action={urls.coverageRatio(local.key)} errors={error ? { people: error } : undefined}>
          <Field
            label={words.ratio}
            name="people"
            inputmode="numeric"
            value={typed ?? perSteward}
            hint={words.ratioHint}
            required
            autocomplete="off"
          />
          <Button kind="plain">{words.setRatio}</Button>
        </Form>
        <p>
          <a href={urls.coverageScheme(local.key)}>{words.scheme}</a>
        </p>
      </Section>
      <Section title={words.notes} id="notes">
        <p>
          {notesEnd ? words.notesEnd : words.notesStay}{' '}
          {notesEnd && (
            <>
              <Day date={notesEnd} />.
            </>
          )}
        </p>
        {ratifiedUnits.length > 0 && (
          <>
            <p>{words.ratifiedUnits}</p>
            <ul>
              {ratifiedUnits.map(({ unit, day }) => (
                <li key={unit}>
                  {unit}, <Day date={day} />
                </li>
              ))}
            </ul>
          </>
        )}
        <Form action={urls.coverageNotesEnd(local.key)} errors={ratified ? { ratified: ratified.error } : undefined}>
          <Field
            label={words.ratified}
            name="ratified"
            type="date"
            value={ratified?.typed ?? notesEnd?.subtract({ days: 90 }).toString() ?? ''}
            hint={words.ratifiedHint}
            autocomplete="off"
          />
          <Button kind="plain">{words.setRatified}</Button>
        </Form>
      </Section>
    </StaffPage>
  )
}
