import { Button, Field, Form } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Done } from '../../ui/notices.tsx'
import { Handbill, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Facts } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../example.en.ts'
import { es } from '../example.es.ts'
import { moments, startingMoment } from '../moments.ts'

export function ClockPage({
  moved,
  typed,
  wrong = [],
}: {
  moved?: boolean
  typed?: Record<string, string>
  wrong?: ('day' | 'time' | 'moment')[]
}) {
  const { campaignNow, zone } = useShell()
  const words = useWords({ en, es })
  const here = campaignNow.toZonedDateTimeISO(zone)
  const errors = {
    '': wrong.includes('moment') ? words.badMoment : undefined,
    day: wrong.includes('day') ? words.badDay : undefined,
    time: wrong.includes('time') ? words.badTime : undefined,
  }
  return (
    <PublicPage title={words.clockTitle} head={<meta name="robots" content="noindex" />}>
      <h1>{words.clockTitle}</h1>
      <p class="lead">{words.clockLead}</p>
      <p>{words.clockNot}</p>
      <Done>{moved && words.clockMoved}</Done>
      <Facts rows={[{ label: words.clockNow, value: <Moment instant={campaignNow} /> }]} />
      <Section title={words.clockOther} id="other">
        <Form
          action={urls.exampleClock}
          typed={{ day: here.toPlainDate().toString(), time: here.toPlainTime().toString({ smallestUnit: 'minute' }), ...typed }}
          errors={errors}
        >
          <Field label={words.clockDay} name="day" type="date" hint={words.clockDayHint} required min="2027-01-01" max="2028-12-31" />
          <Field label={words.clockTime} name="time" type="time" hint={words.clockTimeHint} required />
          <Button>{words.clockMove}</Button>
        </Form>
      </Section>
      <Section title={words.clockMoments} id="moments">
        {moments.map(({ key, at }) => (
          <Handbill
            key={key}
            instant={at}
            as="h3"
            title={words.moments[key].name}
            kicker={key === startingMoment.key ? words.clockHere : undefined}
            actions={
              <form method="post" action={urls.exampleClock}>
                <Button kind="plain" name="moment" value={key} aria-label={`${words.clockGo}: ${words.moments[key].name}`}>
                  {words.clockGo}
                </Button>
              </form>
            }
          >
            <p>
              <Moment instant={at} />
            </p>
            <p>{words.moments[key].what}</p>
          </Handbill>
        ))}
      </Section>
    </PublicPage>
  )
}
