import { formData, page, type App } from '../../platform/web.ts'
import { Island } from '../assets.tsx'
import { Actions, Button, FileField, Form } from '../fields.tsx'
import { PublicPage, StaffPage } from '../layout.tsx'
import { Notice } from '../notices.tsx'
import { formatBytes } from '../number.ts'
import { EventMock, HomeMock, ListMock } from './mocks.tsx'
import { AllParts, twoMegabytes } from './all-parts.tsx'

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
      `retry: 2000\nid: ${second}\ndata: <p class="stat-value">${count}</p><p data-say="${count} are going">going</p><details class="more"><summary>By worksite</summary>${count} in all</details>\n\n`,
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

export const FileForm = ({ error }: { error?: string }) => (
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
