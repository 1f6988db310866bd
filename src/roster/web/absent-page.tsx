import { Actions, Button, Check, Form } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Notice } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { Pager, Table, type Column } from '../../ui/table.tsx'
import { useShell } from '../../ui/shell.ts'
import { Day } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Absent } from '../absent.ts'
import type { Import } from '../import.ts'
import { en } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'
import { crumbsOfOne } from './import-parts.tsx'

export const absentPerPage = 50

/** Who is missing from a whole list, and what becomes of them. `from`: how many stand before this page. */
export function AbsentPage({
  local,
  found,
  people,
  count,
  from,
  done,
  nobody,
}: {
  local: Local
  found: Import
  people: readonly Absent[]
  count: { all: number; open: number }
  from: number
  /** About how many something was decided just now. */
  done?: number
  nobody?: boolean
}) {
  const words = en.absent
  const { zone } = useShell()
  const here = urls.importAbsent(local.key, found.id)
  const open = people.filter(({ decision }) => !decision),
    decided = people.filter(({ decision }) => decision)
  const columns: Column<Absent>[] = [
    { label: words.name, cell: (one) => <Check name={keyOf(one)} label={<bdi>{one.name}</bdi>} /> },
    { label: words.number, cell: (one) => <a href={urls.rosterMember(local.key, one.memberId)}>{one.number ?? words.look}</a> },
    { label: words.unit, cell: (one) => one.unit },
    { label: words.place, cell: (one) => one.place },
  ]
  return (
    <StaffPage
      title={words.title}
      crumbs={[...crumbsOfOne(local), { href: urls.rosterImport(local.key, found.id), label: found.fileName }]}
    >
      <p>{words.lead(found.fileName)}</p>
      <Done>{done !== undefined && done > 0 && words.done(done)}</Done>
      {nobody && (
        <Notice kind="error" live>
          {words.nobody}
        </Notice>
      )}
      <p>
        <strong>{words.open(count.open, count.all)}</strong>
      </p>
      {open.length > 0 && (
        <Form action={`${here}?from=${from}`}>
          <Table caption={words.openCaption} rows={open} rowKey={keyOf} columns={columns} />
          <Check name="all" label={words.all(open.length)} />
          <Actions stick>
            <Button name="decision" value="left">
              {words.left}
            </Button>
            <Button kind="plain" name="decision" value="stays">
              {words.stays}
            </Button>
          </Actions>
          <p class="hint">{words.hint}</p>
        </Form>
      )}
      {decided.length > 0 && (
        <Section title={words.decided}>
          <Form action={`${here}?from=${from}`}>
            <Table
              caption={words.decided}
              hideCaption
              rows={decided}
              rowKey={keyOf}
              columns={[
                ...columns,
                {
                  label: words.decision,
                  cell: (one) => (
                    <>
                      <Tag kind={one.decision === 'left' ? 'plain' : 'good'}>{words.decisions[one.decision!]}</Tag>{' '}
                      <div>{one.decidedBy}</div> <Day date={one.decidedAt!.toZonedDateTimeISO(zone).toPlainDate()} short />
                    </>
                  ),
                },
              ]}
            />
            <Actions>
              <Button kind="plain" name="decision" value="back">
                {words.back}
              </Button>
            </Actions>
          </Form>
        </Section>
      )}
      {(from > 0 || from + people.length < count.all) && (
        <Pager
          summary={en.preview.page(from + 1, from + people.length, count.all)}
          previous={from > 0 ? `${here}?from=${Math.max(0, from - absentPerPage)}` : null}
          next={from + people.length < count.all ? `${here}?from=${from + absentPerPage}` : null}
        />
      )}
    </StaffPage>
  )
}

const keyOf = ({ memberId, unitId }: Absent) => `gone-${memberId}-${unitId}`
