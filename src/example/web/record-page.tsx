import { money, sizes, when, who } from '../../../db/example/modelled-on.ts'
import { locals } from '../../../db/example/structure.ts'
import { PublicPage } from '../../ui/layout.tsx'
import { formatNumber } from '../../ui/number.ts'
import { Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import { en } from '../example.en.ts'
import { es } from '../example.es.ts'

/** The real campaign, each line with its source, apart from the invented one. */
export function RecordPage() {
  const { lang } = useShell()
  const { title: exampleTitle, record: words } = useWords({ en, es })
  const lines = (caption: string, first: string, second: string, rows: typeof who) => (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      columns={[
        { label: first, cell: (row) => row.what[lang] },
        { label: second, cell: (row) => row.text[lang] },
        { label: words.source, cell: (row) => <cite>{row.source}</cite> },
      ]}
    />
  )
  const given = sizes.map((size) => ({ ...size, local: locals.find((local) => local.key === size.example)! }))
  const chosen = locals.filter((local) => local.sizeFrom === 'chosen')
  return (
    <PublicPage title={words.title} head={<meta name="robots" content="noindex" />} wide>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p>
        {words.note} <a href={urls.example}>{exampleTitle}</a>
      </p>
      <Section title={words.who}>{lines(words.who, words.what, words.figure, who)}</Section>
      <Section title={words.when}>{lines(words.when, words.date, words.what, when)}</Section>
      <Section title={words.money}>{lines(words.money, words.what, words.figure, money)}</Section>
      <Section title={words.locals}>
        <Table
          caption={words.locals}
          hideCaption
          rows={given}
          columns={[
            { label: words.local, cell: (row) => row.what[lang] },
            { label: words.members, cell: (row) => row.members[lang] },
            { label: words.source, cell: (row) => <cite>{row.source}</cite> },
            { label: words.example, cell: (row) => `${row.local.name}, ${formatNumber(row.local.size, lang)}` },
          ]}
        />
        <p>{words.chosenNote}</p>
        <Table
          caption={words.chosen}
          rows={chosen}
          columns={[
            { label: words.example, cell: (local) => local.name },
            { label: words.members, cell: (local) => formatNumber(local.size, lang), numeric: true },
            { label: words.source, cell: () => words.chosen },
          ]}
        />
      </Section>
    </PublicPage>
  )
}
