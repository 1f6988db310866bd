import { harborFile } from '../../../db/example/harbor-file.ts'
import { Button, ButtonLink } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { formatNumber } from '../../ui/number.ts'
import { Card, Cards, Poster, Section, Steps } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import type { Person } from '../example.ts'
import { en } from '../example.en.ts'
import { es } from '../example.es.ts'

export function ExamplePage({ people, members, locals }: { people: readonly Person[]; members: number; locals: number }) {
  const { lang } = useShell()
  const words = useWords({ en, es })
  const number = (count: number) => formatNumber(count, lang)
  const { rows, added, changed, unchanged, bad } = harborFile.expected
  const nameOf = (key: string) => people.find((person) => person.key === key)?.name
  return (
    <PublicPage title={words.title} description={words.description} head={<meta name="robots" content="noindex" />} wide>
      <Poster title={words.title} lead={words.lead(number(members), locals)} />
      <div class="columns">
        <Section title={words.storyTitle} id="story">
          <Steps
            label={words.storyTitle}
            steps={words.story.map(({ as, title, body }) => ({
              title,
              body: (
                <p>
                  {body} {nameOf(as) && <a href={urls.exampleSignIn(as)}>{words.enter(nameOf(as)!)}</a>}
                </p>
              ),
            }))}
          />
        </Section>
        <Section title={words.fileTitle} id="file">
          <p>{words.fileLead}</p>
          <p>
            {words.fileCounts({
              rows: number(rows),
              added: number(added),
              changed: number(changed),
              unchanged: number(unchanged),
              bad: number(bad),
            })}
          </p>
          <ButtonLink kind="plain" href={urls.exampleFile} download={harborFile.name}>
            {words.download}
          </ButtonLink>
          <h3>{words.more}</h3>
          <ul>
            <li>
              <a href={urls.exampleClock}>{words.toClock}</a>
            </li>
            <li>
              <a href={urls.outbox}>{words.toOutbox}</a>
            </li>
            <li>
              <a href={urls.exampleRecord}>{words.toRecord}</a>
            </li>
          </ul>
        </Section>
      </div>
      <Section title={words.peopleTitle} id="people">
        <p>{words.peopleLead}</p>
        <Cards>
          {people.map((person) => (
            <Card key={person.key} kicker={words.people[person.key].role} title={person.name} actions={<SignInButton person={person} />}>
              <Part person={person} />
            </Card>
          ))}
        </Cards>
      </Section>
    </PublicPage>
  )
}

/** A link from the terminal or a chat leads here; only the button signs in. */
export function ExampleSignInPage({ person }: { person: Person }) {
  const words = useWords({ en, es })
  return (
    <PublicPage title={words.signInTitle(person.name)} head={<meta name="robots" content="noindex" />}>
      <p class="kicker">{words.people[person.key].role}</p>
      <h1>{words.signInTitle(person.name)}</h1>
      <Part person={person} />
      <p>{words.signInLead}</p>
      <SignInButton person={person} />
      <p>
        <a href={urls.example}>{words.everybody}</a>
      </p>
    </PublicPage>
  )
}

function Part({ person: { key } }: { person: Person }) {
  const words = useWords({ en, es })
  return (
    <>
      <p>{words.people[key].who}</p>
      <p>
        <strong>{words.try}</strong> {words.people[key].tries}
      </p>
    </>
  )
}

function SignInButton({ person: { key, name } }: { person: Person }) {
  const words = useWords({ en, es })
  return (
    <form method="post" action={urls.exampleSignIn(key)}>
      <Button kind="plain">{words.enter(name)}</Button>
    </form>
  )
}
