import { FormErrors } from '../../ui/notices.tsx'
import { Tag } from '../../ui/pieces.tsx'
import { urls } from '../../urls.ts'
import { en } from '../record.en.ts'
import { nationalKinds, recordKinds, type RecordKind, type Room, type Row } from '../record-kinds.ts'
import { roomName } from './record-values.tsx'

export const staff = { href: urls.staff, label: en.staff }
export const home = { href: urls.agreements, label: en.title }
/** In addresses the room of the coalition. A local's key has no underscore. */
export const coalitionKey = 'the_coalition'
export const keyOf = (room: Pick<Room, 'local'>) => room.local?.key ?? coalitionKey
export const crumbsOf = (room: Room) => [staff, home, { href: urls.agreementRoom(keyOf(room)), label: roomName(room) }]
export const kindsIn = (room: Room) => (room.local ? recordKinds : nationalKinds)

/** Why a button did nothing. */
export const Problem = ({ children }: { children?: string }) => <FormErrors sentences={children ? [children, en.unchanged] : []} />

export const State = ({ kind, row }: { kind: RecordKind; row: Row }) => (
  <>
    <Tag kind={row.shown_at ? 'good' : 'waiting'}>{row.shown_at ? en.states.shown : en.states.waiting}</Tag>
    {kind === 'outcomes' && ' '}
    {kind === 'outcomes' && (
      <Tag kind={row.certified_at ? 'good' : 'waiting'}>{row.certified_at ? en.states.certified : en.states.uncertified}</Tag>
    )}
  </>
)
