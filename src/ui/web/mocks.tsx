import { BarList, GoalBar } from '../charts.tsx'
import { Actions, Button, ButtonLink, Field, Filters, Form, RadioCards, Select } from '../fields.tsx'
import { PublicPage, StaffPage } from '../layout.tsx'
import { formatNumber } from '../number.ts'
import { Card, Coupon, DateBlock, Handbill, Poster, Section, Stat, Stats, Steps, Tag } from '../pieces.tsx'
import { useShell, useWords } from '../shell.ts'
import { Facts, Pager, Table } from '../table.tsx'
import { Day, formatSpan } from '../time.tsx'
import { en } from './parts.en.ts'
import { es } from './parts.es.ts'

export const march = Temporal.Instant.from('2027-10-30T17:00:00Z')
const marchEnd = Temporal.Instant.from('2027-10-30T21:00:00Z')
export const zone = 'America/Los_Angeles'

export const locals = [
  { name: 'Harbor Care Workers, Local 760', region: 'Bay', members: 7400, going: 3120, goal: 3700, state: 'open' },
  { name: 'United Bedside Nurses', region: 'South Valley', members: 21000, going: 6904, goal: 10500, state: 'open' },
  { name: 'Pharmacy and Lab Guild 12', region: 'South Valley', members: 760, going: 402, goal: 380, state: 'done' },
  { name: 'Island Hospitality Local 5', region: 'Islands', members: 1985, going: 310, goal: 990, state: 'late' },
  { name: 'Night Shift Dietary 44', region: 'Bay', members: 38, going: null, goal: null, state: 'none' },
]

export function HomeMock() {
  const { home: words, event } = useWords({ en, es })
  const { lang } = useShell()
  return (
    <PublicPage title={words.title} description={words.lead} wide advice>
      <Poster kicker={words.kicker} title={words.title} lead={words.lead} />
      <Handbill
        instant={march}
        zone={zone}
        kicker={words.nextEvent}
        title={words.eventTitle}
        href="/dev/parts/event"
        actions={<ButtonLink href="/dev/parts/event#coupon">{words.answer}</ButtonLink>}
      >
        <p>{words.eventText}</p>
        <p>
          <b>{formatSpan(march, marchEnd, zone, lang)}</b>
          <br />
          {event.place}
        </p>
      </Handbill>
      <div class="columns">
        <Section title={words.updates} aside={<a href="/updates">{words.allUpdates}</a>}>
          {words.items.map((item) => (
            <Card key={item.title} href="/updates" kicker={item.kicker} title={item.title}>
              <p>{item.text}</p>
            </Card>
          ))}
        </Section>
        <Section title={words.steps}>
          <Steps
            steps={words.stages.map((title, index) => ({
              title,
              state: index < 1 ? 'done' : index === 1 ? 'now' : 'later',
              body: index === 1 && <p>{words.stageText}</p>,
            }))}
          />
        </Section>
      </div>
      <Section title={words.numbers}>
        <Stats>
          <Stat value={formatNumber(52000, lang)} label={lang === 'es' ? 'miembros' : 'members'} />
          <Stat value="21" label={lang === 'es' ? 'sindicatos locales' : 'local unions'} />
          <Stat value={formatNumber(10736, lang)} label={event.going} tone="spot" note={event.title} />
        </Stats>
      </Section>
    </PublicPage>
  )
}

export function EventMock() {
  const { event: words } = useWords({ en, es })
  const { lang } = useShell()
  return (
    <PublicPage title={words.title} description={words.lead} wide advice>
      <Poster kicker={words.kicker} title={words.title} lead={words.lead} spot>
        <Actions>
          <ButtonLink href="#coupon">{words.answer}</ButtonLink>
        </Actions>
      </Poster>
      <div class="columns">
        <div>
          <div class="date-facts">
            <DateBlock instant={march} zone={zone} />
            <Facts
              rows={[
                { label: words.when, value: formatSpan(march, marchEnd, zone, lang) },
                { label: words.where, value: words.place },
                { label: words.host, value: words.hostName },
                { label: words.access, value: words.accessText },
              ]}
            />
          </div>
          <Actions>
            <ButtonLink kind="quiet" href="/events">
              {words.calendar}
            </ButtonLink>
          </Actions>
          <Coupon id="coupon" title={words.coupon}>
            <Form action="#coupon">
              <RadioCards
                name="kind"
                label={words.kind}
                value="member"
                required
                inline
                options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
              />
              <Field name="name" label={words.name} autocomplete="name" required />
              <Field name="email" type="email" label={words.email} hint={words.emailHint} autocomplete="email" required />
              <Field name="guests" label={words.guests} inputmode="numeric" value="0" required />
              <Actions>
                <Button>{words.send}</Button>
              </Actions>
            </Form>
          </Coupon>
        </div>
        <div>
          <GoalBar label={words.title} done={10736} goal={16000} pace={9800} unit={words.going} />
          <BarList
            caption={words.byLocal}
            unit={words.going}
            rows={locals.map(({ name, going, goal }) => ({ label: name, value: going, goal }))}
          />
          <Section title={words.share}>
            <p>{words.shareText}</p>
            <p>
              <code>https://example.org/s/9kq2-r7</code>
            </p>
          </Section>
        </div>
      </div>
    </PublicPage>
  )
}

export const ListMock = () => (
  <StaffPage
    title="Members"
    crumbs={[
      { href: '/staff', label: 'Staff' },
      { href: '/staff', label: 'Harbor Care Workers, Local 760' },
    ]}
    actions={
      <>
        <ButtonLink href="#import">Import a roster</ButtonLink>
        <ButtonLink kind="plain" href="#export">
          Export
        </ButtonLink>
      </>
    }
  >
    <Stats>
      <Stat value="7,412" label="members" note="12 more than before the last import" />
      <Stat value="6,218" label="with an e-mail address" />
      <Stat value="611" label="with no way to reach them" tone="spot" />
    </Stats>
    <Filters action="/dev/parts/list">
      <Field name="q" label="Name, address or number" type="search" />
      <Select
        name="worksite"
        label="Worksite"
        empty="All worksites"
        options={[
          { value: 'quay', label: 'Quay Street Medical Center' },
          { value: 'mill', label: 'Mill Creek Clinic' },
        ]}
      />
      <Select
        name="shift"
        label="Shift"
        empty="All shifts"
        options={[
          { value: 'day', label: 'Day' },
          { value: 'night', label: 'Night' },
        ]}
      />
      <Button kind="plain">Search</Button>
    </Filters>
    <Table
      caption="Members of this local"
      hideCaption
      rows={members}
      columns={[
        { label: 'Name', cell: ({ name }) => <a href="#member">{name}</a>, sorted: 'ascending', href: '#sort' },
        { label: 'Worksite', cell: ({ worksite }) => worksite, href: '#sort', inline: true },
        { label: 'Classification', cell: ({ classification }) => classification, inline: true },
        { label: 'Shift', cell: ({ shift }) => shift, inline: true },
        { label: 'Phone', cell: ({ phone }) => (phone ? <a href={`tel:${phone}`}>{phone}</a> : <Tag kind="waiting">None</Tag>) },
        { label: 'Since', cell: ({ since }) => <Day date={Temporal.PlainDate.from(since)} short />, numeric: true, wideOnly: true },
      ]}
    />
    <Pager summary="1 to 6 of 7,412" next="#next" />
  </StaffPage>
)

const members = [
  {
    name: 'Abara, Example',
    worksite: 'Quay Street Medical Center',
    classification: 'Respiratory therapist',
    shift: 'Night',
    phone: '503-555-0142',
    since: '2011-04-01',
  },
  {
    name: 'Ábrego Sample, Marisol',
    worksite: 'Mill Creek Clinic',
    classification: 'Registered nurse',
    shift: 'Day',
    phone: '503-555-0117',
    since: '2019-09-16',
  },
  {
    name: 'Aquino, Testine',
    worksite: 'Quay Street Medical Center',
    classification: 'Pharmacy technician',
    shift: 'Evening',
    phone: null,
    since: '2022-01-03',
  },
  {
    name: 'Bright-Example, Jordan',
    worksite: 'Quay Street Medical Center',
    classification: 'Environmental services',
    shift: 'Night',
    phone: '503-555-0188',
    since: '2007-06-11',
  },
  {
    name: 'Castellanos de la Muestra, Guadalupe',
    worksite: 'North Bank Surgery',
    classification: 'Surgical technologist',
    shift: 'Day',
    phone: '503-555-0109',
    since: '2015-11-23',
  },
  {
    name: 'Doe-Sample, Wing',
    worksite: 'Mill Creek Clinic',
    classification: 'Licensed vocational nurse',
    shift: 'Variable',
    phone: '503-555-0133',
    since: '2024-02-19',
  },
]
