import { renderSVG } from 'uqr'
import { newCredential, secretOf } from './credential.ts'
import type { Group } from './group.ts'
import { hashHex } from './hash.ts'
import { refuseUnless } from './refused.ts'
import { writeCredentialList } from './units.ts'

// The registrar of one local works on her own machine, not on the server: she draws each member's credential, hands it to the member by a way of her own, and
// publishes only the sorted list of public credentials.

/** One line of the local's list of eligible members: whatever the registrar knows her by. */
export interface Issued {
  member: string
  credential: string
  publicCredential: string
}

/** A credential for each line of the list. Refuses a list that is empty or names somebody twice. */
export function issueCredentials(group: Group, uuid: string, list: string): Issued[] {
  const members = list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  refuseUnless(members.length > 0, 'The list of members is empty: it has one member a line.')
  const seen = new Map<string, number>()
  for (const [index, member] of members.entries()) {
    refuseUnless(
      !seen.has(member),
      `Lines ${seen.get(member)! + 1} and ${index + 1} of the list (blank lines not counted) are the same: each member gets one credential, so two members need to be told apart.`,
    )
    seen.set(member, index)
  }
  const powerOfG = group.fixedPower(group.generator, members.length)
  return members.map((member) => {
    const credential = newCredential()
    return { member, credential, publicCredential: group.write(powerOfG(secretOf(group, uuid, credential))) }
  })
}

/** What is published of them. */
export const publicList = (issued: Issued[]): string => writeCredentialList(issued.map(({ publicCredential }) => publicCredential))

/** The registrar's own record, from which the same credential can be sent again until the vote closes: name, credential, public half. It is to be kept encrypted and destroyed. */
export const identityMap = (issued: Issued[]): string =>
  `${JSON.stringify(
    issued.map(({ member, credential, publicCredential }) => [member, credential, hashHex(publicCredential)]),
    null,
    1,
  )}\n`

/** The personal link: the credential stands behind the #, which browsers do not send to any server. */
export const linkFor = (address: string, credential: string): string => `${address.replace(/#.*$/, '')}#${credential}`

/** Letters to print, one a page: the link as a QR code, and the credential to type where no camera is. */
export function letters(issued: Issued[], address: string, title: string): string {
  const pages = issued.map(({ member, credential }) => {
    const link = linkFor(address, credential)
    return `<section>
<p class="to">${escaped(member)}</p>
<h1>${escaped(title)}</h1>
<p>This is your personal voting link. Do not forward it, and do not let anybody photograph it. The union office cannot see how you vote.</p>
${renderSVG(link, { border: 2 })}
<p>Scan the code with your phone, or open <strong>${escaped(address)}</strong> and type your voting code:</p>
<p class="code">${escaped(credential)}</p>
<p>You will also need the telephone whose number your local has on file. You can vote again until the vote closes; only your last vote counts.</p>
<p>Is this letter not for you? Give it back to your registrar.</p>
</section>`
  })
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>
body { font: 12pt/1.5 "Liberation Sans", Arial, sans-serif; margin: 0; color: #000; background: #fff }
section { box-sizing: border-box; max-width: 17cm; margin: 0 auto; padding: 1.5cm 0; break-after: page }
.to { margin: 1cm 0 2cm; white-space: pre-line }
h1 { font-size: 18pt; line-height: 1.2 }
svg { display: block; width: 6cm; height: 6cm; margin: .5cm 0 }
.code { font: bold 16pt/1.4 "Liberation Mono", "Courier New", monospace; overflow-wrap: anywhere }
</style>
${pages.join('\n')}
</html>
`
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
