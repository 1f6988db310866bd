import { flag, Misuse, onDatabase, print, read, say, word, type Commands } from '../platform/command.ts'

export const peopleCommands: Commands = {
  'sign-out': {
    usage: 'sign-out (--address EMAIL | --everybody) [--json]',
    text: 'Ends all sessions of whoever signs in with an address, or of everybody: for a stolen phone, or when you suspect that somebody got in.',
    async run(args) {
      const { values } = read(args, { address: word, everybody: flag, json: flag })
      if (!values.address === !values.everybody) throw new Misuse('Say whom: --address EMAIL, or --everybody.')
      const { normalizeAddress } = await import('./address.ts')
      const { signOutByHost } = await import('./sessions.ts')
      const address = values.address === undefined ? null : normalizeAddress(values.address)
      if (values.address !== undefined && !address) throw new Misuse(`"${values.address}" is not an e-mail address.`)
      return onDatabase(async (root) => {
        const sessions = await signOutByHost(root, address)
        if (values.json) print(JSON.stringify({ sessions }))
        else say(`${sessions} session${sessions === 1 ? '' : 's'} ended.`)
        return 0
      })
    },
  },
}
