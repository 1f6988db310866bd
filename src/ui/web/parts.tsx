import type { ComponentChildren } from 'preact'
import { formData, page, type App } from '../../platform/web.ts'
import { Island } from '../assets.tsx'
import { BarList, GoalBar, People, Progress } from '../charts.tsx'
import { Actions, Button, ButtonLink, Check, Field, Fieldset, FileField, Filters, Form, RadioCards, Select, TextArea } from '../fields.tsx'
import { PublicPage, StaffPage } from '../layout.tsx'
import { Live } from '../live.tsx'
import { Empty, FormErrors, Loading, Notice } from '../notices.tsx'
import { formatBytes, formatNumber } from '../number.ts'
import { Card, Cards, Coupon, DateBlock, Handbill, More, Poster, Prose, Section, Stat, Stats, Steps, Tag } from '../pieces.tsx'
import { useShell, useWords } from '../shell.ts'
import { Facts, Pager, Table } from '../table.tsx'
import { Day, Moment, formatSpan } from '../time.tsx'
import { en } from './parts.en.ts'
import { es } from './parts.es.ts'

const march = Temporal.Instant.from('2027-10-30T17:00:00Z')
const marchEnd = Temporal.Instant.from('2027-10-30T21:00:00Z')
const zone = 'America/Los_Angeles'
const twoMegabytes = 2_000_000

const locals = [
  { name: 'Harbor Care Workers, Local 760', region: 'Bay', members: 7400, going: 3120, goal: 3700, state: 'open' },
  { name: 'United Bedside Nurses', region: 'South Valley', members: 21000, going: 6904, goal: 10500, state: 'open' },
  { name: 'Pharmacy and Lab Guild 12', region: 'South Valley', members: 760, going: 402, goal: 380, state: 'done' },
  { name: 'Island Hospitality Local 5', region: 'Islands', members: 1985, going: 310, goal: 990, state: 'late' },
  { name: 'Night Shift Dietary 44', region: 'Bay', members: 38, going: null, goal: null, state: 'none' },
]

/** Every part of the pages in every state, for the people who build them. Mounted in example mode only. */
export function partsRoutes(app: App) {
  app.get('/dev/parts', (c) => page(c, <PublicParts />))
  app.get('/dev/parts/staff', (c) => page(c, <StaffParts />))
  app.get('/dev/parts/home', (c) => page(c, <HomeMock />))
  app.get('/dev/parts/event', (c) => page(c, <EventMock />))
  app.get('/dev/parts/list', (c) => page(c, <ListMock />))

  // Ends after one event; the browser comes back for the next, which is enough to see the island at work.
  app.get('/dev/parts/stream', (c) => {
    const second = Math.floor(c.var.shell.campaignNow.epochMilliseconds / 1000) + new Date().getSeconds()
    const count = 2400 + (second % 60)
    return c.body(
      `retry: 2000\nid: ${second}\ndata: <p class="stat-value">${count}</p><p data-say="${count} are going">going</p>\n\n`,
      200,
      { 'content-type': 'text/event-stream' },
    )
  })

  app.post('/dev/parts/file', async (c) => {
    const file = (await formData(c, 2 * twoMegabytes)).get('roster')
    if (!(file instanceof File) || !file.name)
      return page(c, <FilePage error="No file was chosen. Choose a CSV file of your roster." />, 422)
    if (file.size > twoMegabytes) return page(c, <FilePage error={`${file.name} is larger than 2 MB. Choose a smaller file.`} />, 422)
    return page(c, <FilePage received={`${file.name}, ${formatBytes(file.size, 'en')}`} />)
  })
}

function HomeMock() {
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

function EventMock() {
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

const ListMock = () => (
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

const PublicParts = () => (
  <PublicPage title="Parts of a public page" wide>
    <h1>Parts of a public page</h1>
    <p class="lead">
      Compositions: <a href="/dev/parts/home">a home page</a>, <a href="/dev/parts/event">an event</a>,{' '}
      <a href="/dev/parts/list">a staff list</a>. The same parts <a href="/dev/parts/staff">as staff see them</a>.
    </p>
    <AllParts />
  </PublicPage>
)

const StaffParts = () => (
  <StaffPage
    title="Parts of a staff page"
    crumbs={[{ href: '/staff', label: 'Staff' }]}
    actions={<Button type="button">Main action</Button>}
  >
    <AllParts />
  </StaffPage>
)

const FilePage = ({ error, received }: { error?: string; received?: string }) => (
  <StaffPage title="A file">
    {received ? (
      <Notice kind="success" title="The file arrived" live>
        {received}
      </Notice>
    ) : (
      <FileForm error={error} />
    )}
    <p>
      <a href="/dev/parts">Back to the parts</a>
    </p>
  </StaffPage>
)

const FileForm = ({ error }: { error?: string }) => (
  <>
    <Form action="/dev/parts/file" upload errors={error ? { roster: error } : null}>
      <FileField
        name="roster"
        label="Roster as CSV"
        hint="One row per member, names of the columns in the first line."
        accept=".csv,text/csv"
        maxBytes={twoMegabytes}
        error={error}
        required
      />
      <Actions>
        <Button>Send the file</Button>
      </Actions>
    </Form>
    <Island name="file-drop" />
  </>
)

const Sample = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <Section title={title} id={title.toLowerCase().replaceAll(' ', '-')}>
    {children}
  </Section>
)

function AllParts() {
  const { lang } = useShell()
  return (
    <>
      <Sample title="Type">
        <Poster
          kicker="A kicker above the title"
          title="A poster wants something"
          lead="The lead says in one sentence what, when and for whom."
        />
        <Prose>
          <h2>A heading in a text</h2>
          <p>
            Every unit has its own agreement, and every agreement its own <a href="#type">no-strike clause</a>. This paragraph is set at the
            measure in which people read: about sixty-five characters to the line, in the serif of the machine.
          </p>
          <ul>
            <li>What happened at the table</li>
            <li>What it means for your unit, with the article it rests on</li>
          </ul>
          <h3>A smaller heading</h3>
          <ol>
            <li>First read the offer</li>
            <li>Then ask</li>
          </ol>
          <blockquote>
            <p>“We asked for the numbers three times.”</p>
          </blockquote>
          <p class="hint">A hint is set in the grotesque and quieter.</p>
        </Prose>
      </Sample>
      <Sample title="Buttons">
        <Actions>
          <Button>Primary</Button>
          <Button kind="plain">Plain</Button>
          <Button kind="danger">Cannot be undone</Button>
          <Button kind="quiet">Quiet</Button>
        </Actions>
        <Actions>
          <Button disabled>Not now</Button>
          <Button kind="plain" aria-pressed>
            Chosen
          </Button>
          <Button kind="plain" aria-pressed={false}>
            Not chosen
          </Button>
          <ButtonLink kind="plain" href="#buttons">
            A link
          </ButtonLink>
        </Actions>
      </Sample>
      <Sample title="A form at rest">
        <Form action="#form" id="rest">
          <Field name="name" label="Name" autocomplete="name" required value="Marisol Ábrego Sample" />
          <Field name="city" label="City" />
          <Field name="when" type="date" label="First day" hint="The day it begins, where it takes place." required />
          <Field name="goal" label="Goal" inputmode="numeric" suffix="people" required />
          <Select name="local" label="Local" required options={locals.map(({ name }) => ({ value: name, label: name }))} />
          <TextArea name="question" label="Your question" hint="The committee reads every one." />
          <RadioCards
            name="answer"
            label="Will you come?"
            required
            inline
            value="yes"
            options={[
              { value: 'yes', label: 'Yes' },
              { value: 'maybe', label: 'Maybe' },
              { value: 'no', label: 'No' },
            ]}
          />
          <RadioCards
            name="purpose"
            label="What is shared"
            required
            options={[
              { value: 'through', label: 'Messages through us', hint: 'Only the sending job reads addresses.' },
              { value: 'names', label: 'Names', hint: 'Named officers of the coalition see this local’s names until the day you set.' },
              { value: 'off', label: 'Everything', hint: 'Not possible.', disabled: true },
            ]}
          />
          <Check name="news" label="Send me updates by e-mail" hint="One click ends it." checked />
          <Field name="locked" label="Set by your local" value="Harbor Care Workers" readonly required />
          <Actions>
            <Button>Save</Button>
            <Button kind="quiet" name="draft" value="yes">
              Keep as a draft
            </Button>
          </Actions>
        </Form>
      </Sample>
      <Sample title="A form that was refused">
        <Form
          action="#form"
          id="refused"
          errors={{
            email: '“marisol@example” has no ending such as .org. Write the whole address.',
            seats: 'Choose how many you bring: 0 to 9.',
            shift: 'Choose a shift.',
            agree: 'Tick the box to go on.',
          }}
        >
          <Field
            name="email"
            type="email"
            label="E-mail"
            value="marisol@example"
            error="“marisol@example” has no ending such as .org. Write the whole address."
            hint="For your confirmation."
            required
          />
          <Field
            name="seats"
            label="How many do you bring?"
            inputmode="numeric"
            value="eleven"
            error="Choose how many you bring: 0 to 9."
            required
          />
          <RadioCards
            name="shift"
            label="Shift"
            required
            inline
            error="Choose a shift."
            options={[
              { value: 'day', label: 'Day' },
              { value: 'night', label: 'Night' },
            ]}
          />
          <Check name="agree" label="I have read the rules" error="Tick the box to go on." />
          <Actions>
            <Button>Try again</Button>
          </Actions>
        </Form>
        <FormErrors sentences={['Every seat is taken. You can still answer “maybe”.']} />
      </Sample>
      <Sample title="A file">
        <FileForm />
      </Sample>
      <Sample title="Fields that belong together">
        <Form action="#form" id="together">
          <Fieldset legend="Where" hint="As it stands on the door.">
            <Field name="venue" label="Place" required />
            <Field name="street" label="Street" />
          </Fieldset>
          <Fieldset legend="When">
            <Field name="starts" type="datetime-local" label="Begins" required />
          </Fieldset>
        </Form>
      </Sample>
      <Sample title="Notices">
        <Notice title="The agreement ends on October 31">Until then the no-strike clause holds.</Notice>
        <Notice kind="success" title="You are on the list">
          Bring your badge on the day; nobody else sees your answer.
        </Notice>
        <Notice kind="warning" title="This address bounced twice">
          <p>We stop sending to it until you confirm it.</p>
        </Notice>
        <Notice kind="error" title="Nothing was sent">
          The mail server did not answer. The update waits and goes out when it does.
        </Notice>
      </Sample>
      <Sample title="Nothing, waiting, working">
        <Empty title="No events yet">
          <p>When your local plans one, it stands here.</p>
          <ButtonLink kind="plain" href="#empty">
            Plan an event
          </ButtonLink>
        </Empty>
        <Loading>Reading the file …</Loading>
        <Progress
          label="Sending “March for safe staffing”"
          value={27812}
          max={41630}
          detail="27,812 of 41,630 sent, 3 failed, about 4 minutes left"
        />
        <Progress label="Waiting for the import to begin" />
        <Progress label="Done" value={7400} max={7400} />
      </Sample>
      <Sample title="Live">
        <Live src="/dev/parts/stream">
          <p class="stat-value">2,398</p>
          <p>going</p>
        </Live>
      </Sample>
      <Sample title="Numbers">
        <Stats>
          <Stat value="38,400" label="answered" note="74% of all members" />
          <Stat value="9" label="regions above 70%" tone="spot" />
          <Stat value="12 days" label="until the deadline" />
        </Stats>
        <GoalBar label="March for safe staffing" done={10736} goal={16000} pace={12800} unit="going" />
        <GoalBar label="Sticker day" done={402} goal={380} unit="took part" />
        <GoalBar label="Town hall" done={210} goal={null} unit="going" />
        <BarList
          caption="By local"
          unit="going"
          rows={locals.map(({ name, going, goal }) => ({ label: name, value: going, goal, href: '#numbers' }))}
        />
        <People count={2600} goal={5200} label="members of Local 760 say yes" />
      </Sample>
      <Sample title="Tables and facts">
        <Table
          caption="Locals"
          rows={locals}
          columns={[
            { label: 'Local', cell: ({ name }) => <a href="#table">{name}</a> },
            { label: 'Region', cell: ({ region }) => region },
            { label: 'Members', cell: ({ members }) => formatNumber(members, lang), numeric: true },
            { label: 'Going', cell: ({ going }) => (going === null ? 'fewer than 5' : formatNumber(going, lang)), numeric: true },
            { label: 'Shares messages', cell: ({ state }) => states[state] },
          ]}
          foot={['All locals', '', formatNumber(31183, lang), formatNumber(10736, lang), '']}
        />
        <Pager summary="51 to 100 of 6,900" previous="#previous" next="#next" />
        <Table caption="What want says about whom" hideCaption>
          <thead>
            <tr>
              <th scope="col">Topic</th>
              <th scope="col">What they want</th>
              <th scope="col">What we want</th>
              <th scope="col">Where it stands</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Staffing</th>
              <td>“Flexible” ratios reviewed every year by management alone</td>
              <td>One nurse for four patients, posted on every unit</td>
              <td>No answer since session six</td>
            </tr>
          </tbody>
        </Table>
        <Table
          caption="Refused rows"
          rows={[]}
          columns={[]}
          empty={
            <Empty title="Every row was read">
              <p>Nothing was refused.</p>
            </Empty>
          }
        />
        <Facts
          rows={[
            { label: 'Begins', value: <Moment instant={march} zone={zone} /> },
            { label: 'Noon', value: <Moment instant={Temporal.Instant.from('2027-10-30T19:00:00Z')} zone={zone} as="time" /> },
            { label: 'The agreement ends', value: <Moment instant={Temporal.Instant.from('2027-11-01T07:00:00Z')} zone={zone} as="end" /> },
            { label: 'Last changed', value: <Moment instant={march} zone={zone} as="stamp" /> },
          ]}
        />
        <p>
          <Tag>Draft</Tag> <Tag kind="waiting">Waits for approval</Tag> <Tag kind="good">Published</Tag> <Tag kind="bad">Refused</Tag>{' '}
          <Tag kind="spot">Today</Tag>
        </p>
      </Sample>
      <Sample title="Steps, cards, coupons">
        <Steps
          label="Import"
          steps={[
            { title: 'Choose a file', state: 'done' },
            { title: 'Match the columns', state: 'now', body: <p>Twelve of fourteen columns were recognized.</p> },
            { title: 'Look at what changes', state: 'later' },
          ]}
        />
        <Handbill
          instant={march}
          zone={zone}
          kicker="Next"
          title="March for safe staffing"
          href="#handbill"
          actions={<ButtonLink href="#x">Say you’re coming</ButtonLink>}
        >
          <p>From the ferry landing to headquarters.</p>
        </Handbill>
        <Cards>
          <Card kicker="October 12" title="A card leads somewhere" href="#card">
            <p>With two lines that say what one finds there.</p>
          </Card>
          <Card
            kicker="October 8"
            title="A card with something to do"
            actions={
              <Button kind="plain" type="button">
                Approve
              </Button>
            }
          >
            <p>It waits for a second person.</p>
          </Card>
        </Cards>
        <Coupon id="tear-off" title="Yes, I’ll be there">
          <p>A form to tear off.</p>
          <Actions>
            <Button type="button">Count me in</Button>
          </Actions>
        </Coupon>
        <div>
          <More summary="Can I be disciplined for coming?">
            <p>Off the clock, no. Ask your steward about your own shift.</p>
          </More>
          <More summary="An open one" open>
            <p>Opens without a script.</p>
          </More>
        </div>
      </Sample>
    </>
  )
}

const states: Record<string, ComponentChildren> = {
  open: <Tag kind="good">Until ratification</Tag>,
  done: <Tag kind="good">Until ratification</Tag>,
  late: <Tag kind="waiting">Asked</Tag>,
  none: <Tag>No</Tag>,
}
