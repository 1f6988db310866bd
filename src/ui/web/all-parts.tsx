import type { ComponentChildren } from 'preact'
import { BarList, GoalBar, People, Progress } from '../charts.tsx'
import { Actions, Button, ButtonLink, Check, Field, Fieldset, Form, RadioCards, Select, TextArea } from '../fields.tsx'
import { Live } from '../live.tsx'
import { Empty, FormErrors, Loading, Notice } from '../notices.tsx'
import { formatNumber } from '../number.ts'
import { Card, Cards, Coupon, Handbill, More, Poster, Prose, Section, Stat, Stats, Steps, Tag } from '../pieces.tsx'
import { useShell } from '../shell.ts'
import { Facts, Pager, Table } from '../table.tsx'
import { Moment } from '../time.tsx'
import { FileForm } from './parts.tsx'
import { locals, march, zone } from './mocks.tsx'

export const twoMegabytes = 2_000_000
const Sample = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <Section title={title} id={title.toLowerCase().replaceAll(' ', '-')}>
    {children}
  </Section>
)

export function AllParts() {
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
