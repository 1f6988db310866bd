// The file for browsers makes what our verifier takes, in a real browser, over both groups.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { chromium } from 'playwright-core'
import { bundleForBrowsers } from '../../src/ballots/bundle-for-browsers.ts'
import { checkBallot, ciphertextsOf, readBallot } from '../../src/ballots/ballot.ts'
import { openElection, writeElection } from '../../src/ballots/election.ts'
import { groupNamed } from '../../src/ballots/groups.ts'
import { open, readDecryption } from '../../src/ballots/tally.ts'
import { readTrustees } from '../../src/ballots/trustees.ts'

const { code, hash, compressed } = await bundleForBrowsers()
const server = createServer((request, response) => {
  response.setHeader('Content-Type', request.url === '/ballots.js' ? 'text/javascript' : 'text/html')
  response.end(request.url === '/ballots.js' ? code : '<!doctype html><title>Booth</title>')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ['--no-sandbox', '--disable-gpu'] })
after(async () => {
  await browser.close()
  server.close()
})

test('the file is small, and the same each time', async () => {
  assert.ok(compressed < 25_000, `${compressed} bytes compressed`)
  assert.equal((await bundleForBrowsers()).hash, hash)
})

for (const name of ['BELENIOS-2048', 'Ed25519'] as const)
  test(`a teller's key, a ballot and its opening, made in a browser over ${name}`, async () => {
    const page = await browser.newPage()
    await page.goto(address)
    const uuid = 'Xcbf6MvpGTi1tJ'
    const key = await page.evaluate(
      async ({ name, uuid }) => {
        const ballots = await import(/* @vite-ignore */ `${location.origin}/ballots.js`)
        const { secret, published } = ballots.newTrusteeKey(ballots.groupNamed(name))
        return { published, sealed: await ballots.sealKey(uuid, secret, 'four words in a row') }
      },
      { name, uuid },
    )
    const group = groupNamed(name)
    const trustees = readTrustees(group, JSON.stringify([['Single', key.published]]))
    const text = writeElection({
      version: 1,
      description: '',
      name: 'Trial',
      group: name,
      public_key: trustees.electionKey,
      questions: [{ answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Strike?' }],
      uuid,
    })
    const election = openElection(text)
    await page.context().setOffline(true) // from here on without a connection
    const made = await page.evaluate(
      async ({ text, sealed }) => {
        const ballots = await import(/* @vite-ignore */ `${location.origin}/ballots.js`)
        const election = ballots.openElection(text)
        const ballot: string = ballots.createBallot(election, 'piwrQ-yfyrT6-8kbcg-ZuK5PW', [[0, 1, 0]])
        const { secret } = await ballots.openKey(sealed, 'four words in a row')
        const sum = ballots
          .readBallot(election, ballot)
          .answers.map(({ choices }: { choices: { alpha: string; beta: string }[] }) =>
            choices.map(({ alpha, beta }) => ({ alpha: election.group.read(alpha), beta: election.group.read(beta) })),
          )
        return {
          ballot,
          tracker: ballots.trackerOf(ballot) as string,
          part: ballots.decrypt(election, sum, secret) as string,
          wrong: ballots.attempt(() => ballots.createBallot(election, 'no', [[0, 1, 0]])).refusal as string,
        }
      },
      { text, sealed: key.sealed },
    )
    const ballot = readBallot(election, made.ballot)
    checkBallot(election, ballot)
    const tally = ciphertextsOf(election, ballot)
    assert.deepEqual(open(election, tally, [readDecryption(election, tally, trustees.keys[0]!, made.part)], 1), [[0, 1, 0]])
    assert.match(made.tracker, /^\S{43}$/)
    assert.match(made.wrong, /no credential/)
    await page.close()
  })
