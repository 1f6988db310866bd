import { million } from './million.ts'
import { asOfficer, openPage, type Question } from './questions.ts'
import { coverage, list, searches, segments } from './roster-questions.ts'
import { median, type Benchmark } from './rounds.ts'

export const growth: Benchmark = {
  name: 'growth',
  better: 'lower',
  aim: 1,
  unit: 'ms per 1,000 members',
  peer: 'the same page for the local of 52,000 members beside it, per thousand members: what costs the same for each member has ratio 1.',
  async measure(ground, quick) {
    const made = await million(ground, quick)
    const { large, small } = made
    const measured = []
    for (const question of [...list, ...searches, ...segments, ...coverage] satisfies Question[]) {
      const rounds = []
      for (let round = -1; round < (quick ? 2 : 9); round++) {
        // Bare of the page around it what is asked would cost less at 52,000: both are taken, and the worse counts.
        const began = performance.now()
        await asOfficer(made, large, question)
        const asked = performance.now()
        await asOfficer(made, small, question)
        const ended = performance.now()
        const pages = { large: await openPage(made, large, question), small: await openPage(made, small, question) }
        if (round < 0) continue
        const per = (ms: number, members: number) => (ms / members) * 1000
        const alone = { ours: per(asked - began, large.members), peer: per(ended - asked, small.members) }
        const paged = { ours: per(pages.large, large.members), peer: per(pages.small, small.members) }
        rounds.push(alone.ours / alone.peer > paged.ours / paged.peer ? alone : paged)
      }
      measured.push({ name: question.name, rounds, ratio: median(rounds.map(({ ours, peer }) => ours / peer)) })
    }
    const worst = measured.toSorted((a, b) => b.ratio - a.ratio)[0]!
    return {
      rounds: worst.rounds,
      notes: [
        `From ${small.members.toLocaleString('en')} to ${large.members.toLocaleString('en')} members; the figure is that of "${worst.name}", the worst.`,
        measured.map(({ name, ratio }) => `${name} ${ratio.toPrecision(2)}`).join(', ') + '.',
      ],
    }
  },
}
