import { createHash } from 'node:crypto'
import type pg from 'pg'
import { events, type ExampleEvent } from '../../db/example/events.ts'
import { rosterSize } from '../../db/example/members.ts'
import { namings } from '../../db/example/names.ts'
import { accountHolders, accountId } from '../../db/example/people.ts'
import { chance, type Chance } from '../../db/example/random.ts'
import { publications } from '../../db/example/publications.ts'
import { coalition, locals } from '../../db/example/structure.ts'
import { updates } from '../../db/example/updates.ts'
import { blocksFromHtml, htmlFromBlocks } from '../updates/rich-text.ts'
import { copyRows, type Cell } from './fill.ts'
import { localId, memberId } from './ids.ts'

/** Tables of the updates, events and answers of the example. */
export const contentTables = [
  'update_item',
  'update_revision',
  'update_ready',
  'update_approval',
  'event',
  'event_version',
  'event_goal',
  'rsvp',
  'sign_up',
  'publication',
  'publication_version',
  'publication_approval',
]

/** What the example has said and answered before a visitor comes. Runs in the transaction of loadExample, after the members. */
export async function exampleContent(client: pg.Client) {
  await fillUpdates(client)
  await fillEvents(client)
  await fillPublications(client)
}

/** When they were published is campaign time, in which people read them; when they were written is real time, by which the writers' list is sorted. */
async function fillUpdates(client: pg.Client) {
  const now = Temporal.Now.instant()
  const rows = updates.map((update, place) => {
    const written = now.subtract({ hours: 24 * (updates.length - place) })
    return {
      ...update,
      id: place + 1,
      author: accountId(update.author),
      approver: accountId(update.approver),
      written: written.toString(),
      approved: written.add({ hours: 2 }).toString(),
    }
  })
  const html = (text: string) => htmlFromBlocks(blocksFromHtml(text))
  await copyRows(
    client,
    'update_item',
    ['id', 'slug', 'created_by', 'created_at'],
    rows.map((row) => [row.id, row.slug, row.author, row.written]),
  )
  await copyRows(
    client,
    'update_revision',
    [
      'update_id',
      'revision',
      'author',
      'written_by',
      'written_at',
      'title',
      'summary',
      'body',
      'title_es',
      'summary_es',
      'body_es',
      'sources',
    ],
    rows.map(({ id, author, written, en, es, sources }) => [
      id,
      1,
      author,
      author,
      written,
      en.title,
      en.summary,
      html(en.body),
      es.title,
      es.summary,
      html(es.body),
      array(sources),
    ]),
  )
  await copyRows(
    client,
    'update_ready',
    ['update_id', 'revision', 'asked_by', 'asked_at'],
    rows.map((row) => [row.id, 1, row.author, row.written]),
  )
  await copyRows(
    client,
    'update_approval',
    ['update_id', 'revision', 'author', 'written_by', 'approved_by', 'approved_at'],
    rows.map((row) => [row.id, 1, row.author, row.author, row.approver, row.approved]),
  )
  for (const { id, published } of rows)
    await client.query('update update_item set published_revision = 1, published_at = $2 where id = $1', [
      id,
      inZone(published, coalition.zone),
    ])
}

/** As the updates: published in campaign time, written in real time. */
async function fillPublications(client: pg.Client) {
  const now = Temporal.Now.instant()
  const rows = publications.flatMap(({ versions, ...of }, place) =>
    versions.map(({ content, published }, nr) => ({
      ...of,
      id: place + 1,
      version: nr + 1,
      content: JSON.stringify(content),
      from: inZone(published, coalition.zone),
      written: now.subtract({ hours: 24 * (publications.length - place) - nr }).toString(),
      author: accountId(of.author),
      approver: accountId(of.approver),
    })),
  )
  await copyRows(
    client,
    'publication',
    ['id', 'kind', 'slug', 'created_by', 'owned_by', 'created_at'],
    rows.filter(({ version }) => version === 1).map((row) => [row.id, row.kind, row.slug, row.author, row.author, row.written]),
  )
  await copyRows(
    client,
    'publication_version',
    ['publication_id', 'version', 'kind', 'content', 'written_by', 'written_at'],
    rows.map((row) => [row.id, row.version, row.kind, row.content, row.author, row.written]),
  )
  await copyRows(
    client,
    'publication_approval',
    ['publication_id', 'version', 'written_by', 'approved_by', 'approved_at', 'public_from'],
    rows.map((row) => [row.id, row.version, row.author, row.approver, row.written, row.from]),
  )
  await client.query(`update publication p set shown = (select max(version) from publication_approval a where a.publication_id = p.id),
    published_at = (select min(public_from) from publication_approval a where a.publication_id = p.id)`)
}

async function fillEvents(client: pg.Client) {
  const rows = events.map((event, place) => ({
    ...event,
    id: place + 1,
    hostId: event.host && localId(event.host),
    publishedAt: inZone(event.published, event.zone),
  }))
  await copyRows(
    client,
    'event',
    ['id', 'slug', 'host_local_id', 'made_by', 'made_at'],
    rows.map((row) => [row.id, row.slug, row.hostId, accountId(row.writer), row.publishedAt]),
  )
  await copyRows(
    client,
    'event_version',
    [
      'event_id',
      'version',
      'title_en',
      'title_es',
      'text_en',
      'text_es',
      'starts_at',
      'ends_at',
      'zone',
      'place',
      'address',
      'capacity',
      'kinds',
      'written_by',
      'written_at',
      'published_by',
      'published_at',
    ],
    rows.map(({ id, en, es, starts, ends, zone, place, address, capacity, kinds, writer, publisher, publishedAt }) => [
      id,
      1,
      en.title,
      es.title,
      en.text,
      es.text,
      inZone(starts, zone),
      inZone(ends, zone),
      zone,
      place,
      address,
      capacity,
      array(kinds),
      accountId(writer),
      publishedAt,
      accountId(publisher),
      publishedAt,
    ]),
  )
  await client.query('update event set shown = 1, published_at = made_at')
  await copyRows(
    client,
    'event_goal',
    ['local_id', 'event_id', 'goal', 'set_by', 'set_at'],
    rows.flatMap((row) =>
      row.goal === null
        ? []
        : locals.map((local) => [
            localId(local.key),
            row.id,
            Math.max(5, Math.round((local.size * row.goal!) / 500) * 5),
            accountId(row.writer),
            row.publishedAt,
          ]),
    ),
  )
  for (const row of rows) await fillAnswers(client, row, row.id)
}

/** The people whom a visitor can be have not answered anything yet. */
const undecided = new Set<string>(accountHolders.map(({ member }) => member ?? ''))

/** Harbor Local 760 has hardly begun, as long as the alliance cannot write to its members. */
const eagerness = (local: string) => (local === 'harbor-760' ? 0.2 : 0.6 + chance(`eager ${local}`).next() * 0.9)

async function fillAnswers(client: pg.Client, event: ExampleEvent, eventId: number) {
  const from = Temporal.Instant.from(inZone(event.published, event.zone)).epochMilliseconds
  const until = Temporal.Instant.from(inZone(event.answersUntil, event.zone)).epochMilliseconds
  const moment = (luck: Chance) => Temporal.Instant.fromEpochMilliseconds(from + Math.floor(luck.next() ** 1.4 * (until - from))).toString()
  const links: string[] = []
  // A hall keeps a few seats for whoever tries the example.
  let seats = event.capacity === null ? Infinity : event.capacity - 5 - event.signUps
  const takes = (heads: number) => (heads <= seats ? ((seats -= heads), true) : false)

  function* signUps(): Generator<Cell[]> {
    let heads = 0
    for (let nr = 1; heads < event.signUps; nr++) {
      const luck = chance(`${event.slug} sign-up ${nr}`)
      const naming = luck.pick(namings),
        first = luck.pick(naming.first),
        last = luck.pick(naming.last)
      const kind = luck.pick(
        ['family', 'family', 'family', 'community', 'community', 'patient', 'press', 'member'].filter((one) => event.kinds.includes(one)),
      )
      const guests = kind === 'press' ? 0 : luck.pick([0, 0, 0, 1, 1, 2, 3])
      const local = event.host ?? (luck.percent(70) ? luck.pick(locals).key : null)
      heads += 1 + guests
      if (!takes(1 + guests)) return
      const at = moment(luck)
      yield [
        local && localId(local),
        eventId,
        `${first} ${last}`,
        `guest.${event.slug}.${nr}@example.org`,
        kind,
        guests,
        guests ? guestKind(event, luck) : null,
        luck.percent(25) ? 'es' : 'en',
        at,
        at,
        links.length && luck.percent(30) ? luck.pick(links) : null,
      ]
    }
  }

  function* answers(): Generator<Cell[]> {
    for (const local of locals) {
      if (event.host && event.host !== local.key) continue
      const yes = event.yes * eagerness(local.key)
      for (let place = 0; place < rosterSize(local); place++) {
        const luck = chance(`${event.slug} ${local.key} ${place}`)
        const drawn = luck.next() * 100
        if (drawn > yes * 1.3 || undecided.has(`${local.key}/${place}`)) continue
        const answer = drawn < yes ? 'yes' : drawn < yes * 1.18 ? 'maybe' : 'no'
        const guests = answer === 'yes' ? luck.pick([0, 0, 0, 0, 1, 1, 2, 3]) : 0
        if (answer === 'yes' && !takes(1 + guests)) continue
        const token = shareToken(event.slug, local.key, place)
        const through = links.length && luck.percent(18) ? luck.pick(links) : null
        if (answer === 'yes') links.push(token)
        yield [
          localId(local.key),
          eventId,
          memberId(local.key, place),
          answer,
          guests,
          guests ? guestKind(event, luck) : null,
          moment(luck),
          token,
          through,
        ]
      }
    }
  }

  await copyRows(
    client,
    'rsvp',
    ['local_id', 'event_id', 'member_id', 'answer', 'guests', 'guests_kind', 'answered_at', 'share_token', 'invited_through'],
    answers(),
  )
  await copyRows(
    client,
    'sign_up',
    ['local_id', 'event_id', 'name', 'address', 'kind', 'guests', 'guests_kind', 'lang', 'signed_up_at', 'changed_at', 'invited_through'],
    signUps(),
  )
}

const guestKind = (event: ExampleEvent, luck: Chance) =>
  luck.pick(['family', 'family', 'community'].filter((kind) => event.kinds.includes(kind)))

/** It gives credit and opens nothing, so it may be known. */
const shareToken = (...parts: (string | number)[]) =>
  createHash('sha256')
    .update(`example share ${parts.join(' ')}`)
    .digest('hex')
    .slice(0, 32)

const inZone = (text: string, zone: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant().toString()

/** A text array as COPY takes it. */
const array = (items: readonly string[]) => `{${items.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
