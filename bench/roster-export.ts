import { once } from 'node:events'
import { request } from 'node:http'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { urls } from '../src/urls.ts'
import { million } from './million.ts'
import { alternate, type Benchmark } from './rounds.ts'

const rowsOf = (localId: number) => `
  select m.external_id, m.first_name, m.last_name, m.email, m.phone, u.name as unit, w.name as worksite, d.name as department, s.name as shift, c.name as classification, m.language, m.hired_on
  from member m left join assignment a on a.local_id = m.local_id and a.member_id = m.id
    left join bargaining_unit u on u.id = a.unit_id left join worksite w on w.id = a.worksite_id left join department d on d.id = a.department_id
    left join shift s on s.id = a.shift_id left join classification c on c.id = a.classification_id
  where m.local_id = ${localId} order by m.search_name, m.id, a.unit_id`

export const rosterExport: Benchmark = {
  name: 'roster-export',
  better: 'lower',
  aim: 3,
  unit: 's',
  peer: 'COPY TO of the same rows and columns in the same order, as the owner past row security, read as it comes and thrown away; we check the officer, count, write down what leaves, defuse formulas, number the rows, and send the file over HTTP with its hash.',
  async measure(ground, quick) {
    const { database, large, port } = await million(ground, quick)
    let bytes = 0

    /** The file over HTTP, counted and thrown away: a list that big is not kept. */
    async function ours() {
      const began = performance.now()
      const sent = request({
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: urls.memberExport(large.key),
        headers: {
          host: `localhost:${port}`,
          cookie: `session=${large.token}`,
          origin: `http://localhost:${port}`,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
      }).end('format=csv')
      const [answer] = await once(sent, 'response')
      let lines = 0
      bytes = 0
      for await (const piece of answer as AsyncIterable<Buffer>) {
        bytes += piece.length
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++
      }
      if (answer.statusCode !== 200 || lines < large.members)
        throw new Error(`The export answers ${answer.statusCode} with ${lines} lines.`)
      return (performance.now() - began) / 1000
    }
    async function peer() {
      const client = new pg.Client({ connectionString: database.ownerUrl })
      await client.connect()
      const began = performance.now()
      let lines = 0
      for await (const piece of client.query(to(`copy (${rowsOf(large.id)}) to stdout (format csv)`)) as AsyncIterable<Buffer>)
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++
      const seconds = (performance.now() - began) / 1000
      await client.end()
      if (lines < large.members) throw new Error(`COPY wrote ${lines} lines.`)
      return seconds
    }
    const rounds = await alternate(quick ? 2 : 3, ours, peer)
    return { rounds, notes: [`${large.members.toLocaleString('en')} members, ${Math.round(bytes / 1e6)} MB of CSV.`] }
  },
}
