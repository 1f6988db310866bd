import { BarList } from '../../ui/charts.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { formatNumber, formatPercent } from '../../ui/number.ts'
import { Section } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import type { PlacedLocal } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { en } from '../headcount.en.ts'
import type { Headcount } from '../headcount-queries.ts'

/** Regions and locals. `locals`: all there are, for their names. */
export function HeadcountsPage({ counts, locals }: { counts: readonly Headcount[]; locals: readonly PlacedLocal[] }) {
  const keyOf = new Map(locals.map(({ id, key }) => [id, key])),
    nameOf = new Map(locals.map(({ id, name }) => [id, name]))
  const regions = counts.filter(({ level }) => level === 'region')
  const label = (count: Headcount) =>
    count.name ??
    (count.level === 'region' ? en.togetherRegions : en.togetherLocals((count.localIds ?? []).map((id) => nameOf.get(id) ?? '')))
  const href = ({ localId, together }: Headcount) => (localId !== null && !together ? urls.localHeadcounts(keyOf.get(localId)!) : undefined)
  return (
    <StaffPage title={en.title}>
      <p>{en.lead}</p>
      <p class="hint">{en.rule}</p>
      {regions.length === 0 && <Empty title={en.none} />}
      {regions.length > 1 && (
        <Section title={en.regions}>
          <BarList unit={en.people} rows={regions.map((region) => ({ label: label(region), value: region.people }))} />
        </Section>
      )}
      {regions
        .filter(({ together }) => !together)
        .map((region) => {
          const own = counts.filter(({ level, regionId }) => level === 'local' && regionId === region.regionId)
          return (
            <Section title={en.localsOf(region.name!)} key={region.regionId}>
              <BarList unit={en.people} rows={own.map((local) => ({ label: label(local), value: local.people, href: href(local) }))} />
              <Counts caption={en.localsOf(region.name!)} first={en.local} counts={own} label={label} href={href} all={region.people} />
            </Section>
          )
        })}
    </StaffPage>
  )
}

/** Worksites and departments of one local. No counts: the local is not told by itself. */
export function LocalHeadcountsPage({ local, counts }: { local: PlacedLocal; counts: readonly Headcount[] }) {
  const worksites = counts.filter(({ level }) => level === 'worksite')
  const [whole] = counts.filter(({ level }) => level === 'local')
  const label = (count: Headcount) =>
    count.together
      ? count.level === 'worksite'
        ? en.togetherWorksites
        : en.togetherDepartments
      : (count.name ?? (count.level === 'worksite' ? en.noPlace : en.noDepartment))
  return (
    <StaffPage title={`${en.title}: ${local.name}`} crumbs={[{ href: urls.headcounts, label: en.title }]}>
      {!whole ? (
        <Empty title={en.tooSmall(local.name)} />
      ) : (
        <>
          <p class="hint">{en.rule}</p>
          <Section title={en.worksites}>
            <BarList unit={en.people} rows={worksites.map((worksite) => ({ label: label(worksite), value: worksite.people }))} />
            <Counts caption={en.worksites} first={en.worksite} counts={worksites} label={label} all={whole.people} />
          </Section>
          {worksites
            .filter(({ together }) => !together)
            .map((worksite) => {
              const departments = counts.filter(({ level, worksiteId }) => level === 'department' && worksiteId === worksite.worksiteId)
              if (departments.length < 2) return null
              return (
                <Section title={en.departmentsOf(label(worksite))} key={worksite.worksiteId}>
                  <Counts
                    caption={en.departmentsOf(label(worksite))}
                    first={en.department}
                    counts={departments}
                    label={label}
                    all={worksite.people}
                  />
                </Section>
              )
            })}
        </>
      )}
    </StaffPage>
  )
}

function Counts({
  caption,
  first,
  counts,
  label,
  href,
  all,
}: {
  caption: string
  first: string
  counts: readonly Headcount[]
  label: (count: Headcount) => string
  href?: (count: Headcount) => string | undefined
  all: number
}) {
  const { lang } = useShell()
  return (
    <Table
      caption={caption}
      hideCaption
      rows={counts}
      columns={[
        { label: first, cell: (count) => (href?.(count) ? <a href={href(count)}>{label(count)}</a> : label(count)) },
        { label: en.count, numeric: true, cell: (count) => formatNumber(count.people, lang) },
        { label: en.share, numeric: true, cell: (count) => formatPercent(count.people, all, lang) },
      ]}
      foot={[en.all, formatNumber(all, lang), '']}
    />
  )
}
