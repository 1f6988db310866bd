import { Button } from '../../ui/fields.tsx'
import { MemberPage, PublicPage } from '../../ui/layout.tsx'
import { FormErrors, Notice } from '../../ui/notices.tsx'
import { Card, Cards, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en } from '../invitation.en.ts'
import { es } from '../invitation.es.ts'
import type { AnswerRefusal, Invitation } from '../invitations.ts'
import { en as people } from '../people.en.ts'
import { es as personas } from '../people.es.ts'

/** What a mailed link shows, to whoever opens it. Only the owner of the address accepts. */
export function InvitationPage({ invitation, token, limited }: { invitation: Invitation; token: string; limited?: boolean }) {
  const words = useWords({ en, es })
  const { me } = useShell()
  return (
    <MemberPage title={words.title} head={<meta name="referrer" content="no-referrer" />}>
      <h1>{words.title}</h1>
      {limited && <Notice kind="warning">{words.limited}</Notice>}
      {invitation.state !== 'open' ? (
        <Notice kind="info">{words.over[invitation.state]}</Notice>
      ) : (
        <>
          <What invitation={invitation} />
          {invitation.mine && <Answer invitation={invitation} />}
          {!invitation.mine && me && (
            <>
              <Notice kind="warning">{words.otherPerson(invitation.address)}</Notice>
              <form method="post" action={urls.signOut}>
                <Button>{words.signOut}</Button>
              </form>
            </>
          )}
          {!invitation.mine && !me && (
            <>
              <p>{words.signInText(invitation.address)}</p>
              <div class="actions">
                <form method="post" action={urls.invitationSignIn(token)}>
                  <Button>{words.signIn}</Button>
                </form>
                <form method="post" action={urls.declineByLink(token)}>
                  <Button kind="quiet">{words.decline}</Button>
                </form>
              </div>
            </>
          )}
        </>
      )}
    </MemberPage>
  )
}

export function AnsweredPage({ refusal }: { refusal: AnswerRefusal | null }) {
  const words = useWords({ en, es })
  return (
    <PublicPage title={words.title}>
      <h1>{words.title}</h1>
      {refusal ? <FormErrors sentences={[words.over[refusal]]} /> : <Notice kind="success">{words.declined}</Notice>}
    </PublicPage>
  )
}

/** On a person's own page: what she is asked, with the answer a press away. */
export function MyInvitations({ invitations }: { invitations: readonly Invitation[] }) {
  const words = useWords({ en, es })
  return (
    <Section title={words.mine} id="invitations">
      <Cards>
        {invitations.map((invitation) => (
          <Card key={invitation.id} title={useOffice(invitation)} actions={<Answer invitation={invitation} />}>
            <What invitation={invitation} />
          </Card>
        ))}
      </Cards>
    </Section>
  )
}

function What({ invitation }: { invitation: Invitation }) {
  const words = useWords({ en, es }),
    roles = useWords({ en: people, es: personas })
  const { zone, lang } = useShell()
  const day = (end: Temporal.Instant) => formatShortDay(end.subtract({ nanoseconds: 1 }), zone, lang)
  return (
    <>
      <p>
        <strong>{words.asks(invitation.inviter, roles.roles[invitation.role]!, invitation.place || roles.coalition)}</strong>
      </p>
      <p>{words.meaning[invitation.role]}</p>
      {invitation.handingOver && <p>{words.handing(invitation.inviter)}</p>}
      <p>
        {invitation.until && words.until(day(invitation.until))} {words.expires(day(invitation.expiresAt))} {words.record}
      </p>
    </>
  )
}

function Answer({ invitation }: { invitation: Invitation }) {
  const words = useWords({ en, es })
  return (
    <div class="actions">
      <form method="post" action={urls.acceptInvitation(invitation.id)}>
        <Button>{words.accept}</Button>
      </form>
      <form method="post" action={urls.declineInvitation(invitation.id)}>
        <Button kind="quiet">{words.decline}</Button>
      </form>
    </div>
  )
}

function useOffice({ role, place }: Invitation) {
  const words = useWords({ en: people, es: personas })
  return `${words.roles[role]}, ${place || words.coalition}`
}
