import { hashToken, newToken } from '../src/people/secrets.ts'
import { fillTables } from '../src/example/fill.ts'
import { recordTables } from '../src/contracts/record-kinds.ts'
import { urls } from '../src/urls.ts'
import { cast, loadCast } from '../test/cast.ts'
import { analyze } from './campaign.ts'
import { startProduct } from './process.ts'
import { median, type Benchmark } from './rounds.ts'

/**
 * A large coalition: `units` units, ten to a local, in four zones. Each has five agreements, one after the other, under a national one; the one in force with
 * its notices and, every third, an extension; every second a certified vote and a sanction; every fifth a notice to strike. Some wait for a second person.
 */
async function fill(ownerUrl: string, token: string, units: number) {
  await loadCast(ownerUrl)
  await fillTables(ownerUrl, ['region', 'local', 'bargaining_unit', 'session', ...recordTables], async (client) => {
    const zone = `(array['America/Los_Angeles','America/Denver','America/New_York','Pacific/Honolulu'])[1 + n / 10 % 4]`
    const local = '100 + (n - 1) / 10'
    const numbered = `generate_series(1, ${units}) n`
    const seen = `case when n % 25 > 0 then timestamptz '2027-01-01' end`
    await client.query(`
      insert into region (id, key, name, zone) select 10 + n, 'region-' || n, 'Region ' || n, ${zone.replace('n / 10', 'n')} from generate_series(1, 12) n;
      insert into local (id, key, name, parent_union_id, region_id) select 100 + n, 'local-' || n, 'Local ' || n, 1, 11 + n % 12 from generate_series(0, ${units} / 10) n;
      insert into bargaining_unit (local_id, id, name, employer_id) select ${local}, 1000 + n, 'Unit ' || n, 1 from ${numbered};
      insert into unit_law (local_id, unit_id, zone, regime, state, health_care, state_agency, bargaining, worksite_ids, headcount, local_sanction, international_sanction, shown_at)
        select ${local}, 1000 + n, ${zone}, 'US-NLRA', 'California', true, true, 'renewal', '{1}', 5 + n * 37 % 900, false, n % 2 = 0, ${seen} from ${numbered};
      insert into agreement (id, name, unit_ids, effective, last_day, zone, no_strike, covers_sympathy, renews, shown_at)
        select 1, 'National agreement', array_agg(1000 + n), '2023-10-01', '2027-09-30', 'America/Los_Angeles', 'broad', 'yes', false, '2027-01-01' from ${numbered};
      insert into agreement (local_id, id, name, unit_ids, effective, last_day, zone, no_strike, covers_sympathy, renews, evergreen_months, stop_notice_days, shown_at)
        select ${local}, n * 5 + a, 'Agreement ' || a || ' of unit ' || n, array[1000 + n], date '2012-10-01' + (a * 1095 + n % 300), date '2012-10-01' + (a * 1095 + 1094 + n % 300), ${zone}, 'broad', 'yes', n % 10 = 0,
          case when n % 10 = 0 then 12 end, case when n % 10 = 0 then 90 end, case when a < 4 then timestamptz '2027-01-01' else ${seen} end from ${numbered}, generate_series(0, 4) a;
      insert into agreement_extension (local_id, agreement_id, offered_by, offered_on, last_day, union_signed_on, employer_signed_on, zone, shown_at)
        select ${local}, n * 5 + 4, 'employer', date '2012-10-01' + (5470 + n % 300), date '2012-10-01' + (5504 + n % 300), date '2012-10-01' + (5471 + n % 300), date '2012-10-01' + (5471 + n % 300), ${zone}, ${seen} from ${numbered} where n % 3 = 0;
      insert into contract_notice (local_id, kind, agreement_id, given_by, received_on, shown_at)
        select ${local}, kind, n * 5 + a, 'union', date '2012-10-01' + (a * 1095 + 990 + n % 300), ${seen} from ${numbered}, generate_series(0, 4) a, unnest('{8d1,f7,state-agency}'::text[]) kind;
      insert into contract_notice (kind, agreement_id, given_by, received_on, shown_at) select kind, 1, 'union', '2027-06-20', '2027-01-01' from unnest('{8d1,f7,state-agency}'::text[]) kind;
      insert into vote_rule (local_id, id, name, numerator, denominator, base, comparison, shown_at) select 100 + n, 100 + n, 'Majority', 1, 2, 'votes_cast', 'gt', '2027-01-01' from generate_series(0, ${units} / 10) n;
      insert into strike_vote (local_id, id, unit_ids, rule_id, question, opens_at, closes_at, zone, shown_at)
        select ${local}, n, array[1000 + n], ${local}, 'Shall the committee call a strike?', '2027-10-01 15:00Z', '2027-10-10 03:00Z', ${zone}, ${seen} from ${numbered} where n % 2 = 0;
      insert into vote_outcome (local_id, vote_id, yes, no, blank, eligible, certified_at, shown_at) select ${local}, n, 3 + n % 400, 1, 1, 900, '2027-10-11', ${seen} from ${numbered} where n % 2 = 0;
      insert into sanction (local_id, unit_ids, body, granted_at, zone, shown_at) select ${local}, array[1000 + n], 'international', '2027-10-12 16:00Z', ${zone}, ${seen} from ${numbered} where n % 2 = 0;
      insert into strike_notice (local_id, unit_ids, actions, written, employer_received_at, fmcs_received_at, starts_at, zone, zone_stated, shown_at)
        select ${local}, array[1000 + n], '{strike,picketing}', true, '2027-10-15 17:00Z', '2027-10-15 17:05Z', '2027-11-15 14:00Z', ${zone}, true, ${seen} from ${numbered} where n % 5 = 0;
      insert into partnership_pause (paused_on, reason, shown_at) values ('2027-09-28', 'A condition of the extension.', '2027-10-01');
      insert into unit_step (local_id, unit_ids, step, at, zone, shown_at) select ${local}, array[1000 + n], 'tentative-agreement', '2027-10-14 17:00Z', ${zone}, '2027-10-15' from ${numbered} where n % 30 = 0;
      update campaign_clock set ahead = timestamptz '2027-10-18 19:00Z' - now()`)
    await client.query(`insert into session (token_hash, account_id, device) values ($1, $2, 'a measurement')`, [
      hashToken(token),
      cast.kit,
    ])
  })
  await analyze(ownerUrl)
}

/** Each page by itself over HTTP, from the request to its last byte: `ratio` is the seconds that the board of 1,000 units and 5,000 agreements takes. */
export const board: Benchmark = {
  name: 'board',
  better: 'lower',
  aim: 0.15,
  unit: 's',
  absolute: true,
  peer: 'none: the figure is seconds from the request to the last byte of the page, against the stated limit of 0.15.',
  async measure(ground, quick) {
    const units = quick ? 100 : 1000
    const token = newToken()
    const database = await ground.newDatabase((ownerUrl) => fill(ownerUrl, token, units))
    const product = await startProduct(ground, database.ownerUrl)
    const asked = `at=2027-11-15T06%3A00&zone=America%2FLos_Angeles&kind=strike`
    const open = async (path: string) => {
      const began = performance.now()
      const answer = await fetch(`http://localhost:${product.port}${path}`, { headers: { cookie: `session=${token}` } })
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${text.slice(0, 200)}`)
      return { seconds: (performance.now() - began) / 1000, text }
    }
    const pages = {
      'the board': urls.board,
      'its last page': `${urls.board}?page=${Math.ceil(units / 50)}`,
      'who may strike then, of all units': `${urls.board}?${asked}`,
      'what the public reads of all units': urls.whereWeStand,
      'one member’s answer': urls.canWeStrikeUnit('100-1003'),
    }
    const taken = Object.fromEntries(Object.keys(pages).map((name) => [name, [] as number[]]))
    for (let round = -4; round < (quick ? 3 : 15); round++)
      for (const [name, path] of Object.entries(pages)) {
        const { seconds } = await open(path)
        if (round >= 0) taken[name]!.push(seconds) // the first ones warm up
      }
    const afterEach = async (change: (time: number) => string) => {
      const seconds: number[] = []
      for (let time = 0; time < (quick ? 2 : 9); time++) {
        await fillTables(database.ownerUrl, ['agreement'], async (client) => void (await client.query(change(time))))
        seconds.push((await open(urls.board)).seconds)
      }
      return seconds
    }
    const changed = {
      'right after somebody changed the national agreement': await afterEach(
        (time) => `update agreement set note = '${time}' where id = 1`,
      ),
      'right after somebody changed one of a local': await afterEach(
        (time) => `update agreement set note = '${time}' where id = ${10 + time * 50}`,
      ),
    }
    const { text } = await open(urls.board)
    if (!text.includes(`of ${(units + 3).toLocaleString('en')} units`)) throw new Error('The board does not say how many units there are.')
    const before = product.cpu(),
      often = quick ? 3 : 10
    for (let time = 0; time < often; time++) await open(urls.board)
    const busy = before === null ? null : (product.cpu()! - before) / often
    await product.end()
    await database.drop()
    return {
      rounds: taken['the board']!.map((ours) => ({ ours, peer: 1 })),
      notes: [
        `${units.toLocaleString('en')} units, ${(units * 5 + 1).toLocaleString('en')} agreements, ${(units * 15).toLocaleString('en')} notices; ${text.length.toLocaleString('en')} characters of page.`,
        ...(busy === null
          ? []
          : [`Our process works ${Math.round(busy)} ms for each; the rest is the database's, and waiting for the machine.`]),
        ...Object.entries({ ...taken, ...changed }).map(
          ([name, seconds]) => `${name}: ${Math.round(median(seconds) * 1000)} ms (least ${Math.round(Math.min(...seconds) * 1000)}).`,
        ),
      ],
    }
  },
}
