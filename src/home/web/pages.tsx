import { toChildArray, type ComponentChildren } from 'preact'
import type { Me } from '../../people/office.ts'
import { en as people } from '../../people/people.en.ts'
import { ButtonLink } from '../../ui/fields.tsx'
import { PublicPage, StaffPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Card, Cards, Poster, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en } from '../home.en.ts'
import { es } from '../home.es.ts'

export function HomePage({ locals, children }: { locals: number; children: ComponentChildren }) {
  const { coalition, me } = useShell()
  const words = useWords({ en, es })
  return (
    <PublicPage title={coalition} description={words.lead(locals)} wide>
      <Poster kicker={words.kicker} title={coalition} lead={words.lead(locals)}>
        {!me && (
          <ButtonLink kind="quiet" href={urls.signIn}>
            {words.signIn}
          </ButtonLink>
        )}
      </Poster>
      {toChildArray(children).length === 0 ? (
        <Empty title={words.nothing}>
          <p>{words.nothingText}</p>
        </Empty>
      ) : (
        children
      )}
    </PublicPage>
  )
}

export function StaffHomePage({ me, children }: { me: Me; children: ComponentChildren }) {
  const { staffNav = [] } = useShell()
  const words = en.staff
  return (
    <StaffPage title={words.title}>
      {me.name && <p class="lead">{words.lead(me.name)}</p>}
      {children}
      <Cards>
        {staffNav
          .filter(({ href }) => href !== urls.staff)
          .map(({ href, label }) => (
            <Card key={href} title={label} href={href} as="h2">
              <p>{words.rooms[href]}</p>
            </Card>
          ))}
      </Cards>
      <Section title={words.yours}>
        <ul>
          {me.offices.map((office) => (
            <li key={office.id}>
              {people.roles[office.role]}, {office.place || people.coalition}
            </li>
          ))}
        </ul>
      </Section>
    </StaffPage>
  )
}

export function SourcePage({ version, elsewhere }: { version: string; elsewhere?: string }) {
  const words = useWords({ en, es }).source
  return (
    <PublicPage title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.lead(version)}</p>
      <p>{words.text}</p>
      {elsewhere && (
        <p>
          {words.elsewhere} <a href={elsewhere}>{elsewhere}</a>
        </p>
      )}
      <ButtonLink href={urls.sourceArchive} download>
        {words.download}
      </ButtonLink>
    </PublicPage>
  )
}
