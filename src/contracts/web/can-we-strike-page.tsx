import { contractEnd } from '../contract-end.ts'
import { dayOf } from '../days.ts'
import { en } from '../can-we-strike.en.ts'
import { es } from '../can-we-strike.es.ts'
import type { MemberAnswer } from '../member-answer.ts'
import { ruleSetVersion, sourcesOf } from '../rule-set.ts'
import { afterExpiration } from '../status-quo.ts'
import { strikeWords } from '../strike-words.ts'
import { factsOf, governing } from '../unit-facts.ts'
import type { UnitChoice } from '../unit-choices.ts'
import type { UnitRecord } from '../unit-record.ts'
import type { Check } from '../verdict.ts'
import { Actions, Button, ButtonLink, Form, Select } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Poster, Section, Stat, Stats } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { Island } from '../../ui/assets.tsx'
import { urls } from '../../urls.ts'

/** The picker. `mine`: the units of the member who asks. */
export function ChooseUnitPage({ units, mine, wrong }: { units: readonly UnitChoice[]; mine: readonly UnitChoice[]; wrong?: boolean }) {
  const words = useWords({ en, es })
  return (
    <PublicPage title={words.title} description={words.lead}>
      <Poster title={words.title} lead={words.lead} />
      {mine.length > 0 && (
        <Section title={words.yours}>
          <ul class="rows">
            {mine.map(({ key, local, unit }) => (
              <li key={key}>
                <a href={urls.canWeStrikeUnit(key)}>
                  {unit}, {local}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {units.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <Form method="get" action={urls.canWeStrike} errors={wrong ? { unit: words.notChosen } : null}>
          <Select
            label={words.unit}
            name="unit"
            required
            hint={words.chooseHint}
            empty={words.pick}
            options={units.map(({ key, local, unit }) => ({ value: key, label: `${local}: ${unit}` }))}
          />
          <Actions>
            <Button>{words.show}</Button>
          </Actions>
        </Form>
      )}
      <p>
        <a href={urls.whereWeStand}>{words.all}</a>
      </p>
    </PublicPage>
  )
}

export function CanWeStrikePage({ unit, answer, now }: { unit: UnitRecord; answer: MemberAnswer; now: Temporal.Instant }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  const said = strikeWords[lang]
  const { standing } = answer
  const { zone } = standing
  const reasons: Check[] = Array.isArray(answer.why) ? answer.why : answer.why ? [answer.why] : []
  const law = [
    ...new Map(reasons.flatMap(({ id }) => sourcesOf(id, unit.law?.regime ?? undefined)).map((source) => [source.text, source])).values(),
  ]
  const known = factsOf(unit, now, { room: false }).agreements ?? []
  const named = unit.inDoubt ? [] : governing(unit.agreements)
  return (
    <PublicPage title={words.title} description={words.lead} head={<Island name="countdown" />}>
      <Poster
        spot={answer.answer === 'YES'}
        kicker={`${unit.unitName}, ${unit.localName}`}
        title={<Headline answer={answer} />}
        lead={<Sentence answer={answer} zone={zone} />}
      >
        <Countdown answer={answer} now={now} zone={zone} />
      </Poster>
      <p>
        {words.stands}: <b>{standing.state ? words.states[standing.state] : words.unknown}</b>
      </p>
      <Section title={words.meanwhile}>
        <p>
          {words.free} {words.freeStops}
        </p>
        {unit.law?.healthCare !== false && <p>{words.picket}</p>}
        <Actions>
          <ButtonLink href={urls.events}>{words.events}</ButtonLink>
          <ButtonLink kind="quiet" href={urls.updates}>
            {words.updates}
          </ButtonLink>
        </Actions>
      </Section>
      {reasons.length > 0 && (
        <Section title={words.why}>
          {reasons.map((check) => (
            <p key={check.id}>{check.sentence(said)}</p>
          ))}
          {named.length > 0 && (
            <>
              <h3>{words.facts}</h3>
              <ul>
                {named.map((agreement, place) => {
                  const { end, zone: told } = contractEnd(known[place]!, zone, now)
                  return (
                    <li key={agreement.id}>
                      {agreement.name}
                      {end && `: ${words.through(end, told)}`}
                    </li>
                  )
                })}
              </ul>
            </>
          )}
          <details>
            <summary>{words.sources}</summary>
            <ul>
              {law.map((source) => (
                <li key={source.text}>
                  {source.text} ({words.since(source.from, source.until)}
                  {source.unchecked && `; ${words.unchecked}`})
                </li>
              ))}
            </ul>
          </details>
        </Section>
      )}
      {standing.contract === 'EXPIRED' && unit.law?.regime === 'US-NLRA' && <WhatContinues now={now} zone={zone} />}
      <p class="hint">{words.checked(now, zone, ruleSetVersion)}</p>
      <p>
        <a href={`${urls.canWeStrike}?choose`}>{words.other}</a> · <a href={urls.whereWeStand}>{words.all}</a>
      </p>
    </PublicPage>
  )
}

function Headline({ answer }: { answer: MemberAnswer }) {
  const words = useWords({ en, es })
  return <>{{ NO: words.no, NOT_YET: words.notYet, REVIEW: words.review, YES: `${words.yes}.` }[answer.answer]}</>
}

function Sentence({ answer, zone }: { answer: MemberAnswer; zone: string }) {
  const words = useWords({ en, es })
  const { lang } = useShell()
  const said = strikeWords[lang]
  if (answer.answer === 'YES')
    return (
      <>
        {words.starts(answer.start, zone)} {words.counsel}
      </>
    )
  if (answer.answer === 'NO') return <>{answer.why.sentence(said)}</>
  if (answer.answer === 'REVIEW' && answer.noticed) return <>{words.noticed(answer.noticed, zone)}</>
  if (answer.answer === 'REVIEW') return <>{answer.why.map(({ sentence }) => sentence(said)).join(' ')}</>
  if (answer.because === 'contract') return <>{words.contract(answer.until, zone)}</>
  if (answer.because === 'ten-days') return <>{words.tenDays(answer.start, answer.earliest, zone)}</>
  return <>{words.nothing(answer.noticeNeeded)}</>
}

/** Whole days on the calendar of the unit, not hours: "1 day" is tomorrow. A contract that ends at midnight ends with the day before. */
function Countdown({ answer, now, zone }: { answer: MemberAnswer; now: Temporal.Instant; zone: string }) {
  const words = useWords({ en, es })
  const to =
    answer.answer === 'YES'
      ? answer.start
      : answer.answer === 'NOT_YET' && answer.because === 'contract'
        ? answer.until
        : answer.answer === 'NOT_YET' && answer.because === 'ten-days'
          ? answer.start
          : null
  if (!to) return null
  const ends = answer.answer === 'NOT_YET' && answer.because === 'contract'
  const days = dayOf(now, zone).until(dayOf(ends ? to.subtract({ seconds: 1 }) : to, zone), { largestUnit: 'days' }).days
  if (days < 0) return null
  const label = days === 0 ? (ends ? words.lastDay : words.startDay) : ends ? words.daysLeft(days) : words.daysToStart(days)
  return (
    <Stats>
      <Stat
        value={days === 0 ? words.today : days.toLocaleString('en-US')}
        label={label}
        note={<span hidden data-countdown={to.toString()} data-now={now.toString()} data-words={words.left} />}
      />
    </Stats>
  )
}

function WhatContinues({ now, zone }: { now: Temporal.Instant; zone: string }) {
  const words = useWords({ en, es })
  return (
    <Section title={words.continues}>
      <p>{words.continuesLead}</p>
      <Table
        caption={words.continues}
        hideCaption
        columns={[
          { label: words.what, cell: ({ item }) => words.items[item] },
          { label: words.now, cell: ({ after }) => <b>{words.after[after]}</b> },
          {
            label: words.source,
            cell: ({ source }) =>
              `${source.text} (${words.since(source.from, source.until)}${source.unchecked ? `; ${words.unchecked}` : ''})`,
          },
        ]}
        rows={afterExpiration(dayOf(now, zone).year)}
        rowKey={({ item }) => item}
      />
    </Section>
  )
}
