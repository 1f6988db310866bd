import type { ComponentChildren } from 'preact'
import { urls } from '../urls.ts'
import { asset } from './assets.tsx'
import { Mark } from './mark.tsx'
import { accountNav, publicNav, type NavEntry } from './nav.ts'
import { useShell, useWords } from './shell.ts'
import { Moment } from './time.tsx'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

interface Page {
  title: string
  children?: ComponentChildren
  /** For search engines and link previews: one sentence. */
  description?: string
  /** Elements for the head of this page only. */
  head?: ComponentChildren
}

/** A page anybody may open. `wide` lifts the reading measure; `advice` adds that this is not legal advice. */
export const PublicPage = ({ title, description, head, wide, advice, children }: Page & { wide?: boolean; advice?: boolean }) => (
  <Document title={title} description={description} head={head}>
    <Masthead />
    <main id="main" class={wide ? 'page page-wide' : 'page'}>
      {children}
    </main>
    <Footer advice={advice} />
  </Document>
)

/** A page of somebody who is signed in, or of whoever has its link: the public page, kept out of search engines. */
export const MemberPage = ({ title, head, wide, advice, children }: Page & { wide?: boolean; advice?: boolean }) => (
  <PublicPage
    title={title}
    wide={wide}
    advice={advice}
    head={
      <>
        <meta name="robots" content="noindex" />
        {head}
      </>
    }
  >
    {children}
  </PublicPage>
)

/** A page of the offices. `crumbs` lead from the staff's first page to this one, which is not among them. `actions` stand beside the title. */
export function StaffPage({
  title,
  crumbs = [],
  actions,
  head,
  children,
}: Page & {
  crumbs?: readonly { href: string; label: string }[]
  actions?: ComponentChildren
}) {
  const words = useWords({ en, es })
  return (
    <Document
      title={title}
      head={
        <>
          <meta name="robots" content="noindex" />
          {head}
        </>
      }
      staff
    >
      <Masthead staff />
      <div class="staff">
        <div class="staff-side">
          <StaffNav />
        </div>
        <main id="main" class="staff-page">
          <LocalSwitch />
          {crumbs.length > 0 && (
            <nav class="crumbs" aria-label={words.staff.crumbs}>
              <ol>
                {crumbs.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div class="staff-head">
            <h1>{title}</h1>
            {actions && <div class="actions">{actions}</div>}
          </div>
          {children}
        </main>
      </div>
      <Footer />
    </Document>
  )
}

/** The same room of another local, for whoever holds offices in several. Addresses of such rooms are /staff/<room>/<key of the local>. */
function LocalSwitch() {
  const { staffLocals = [], path } = useShell()
  const words = useWords({ en, es })
  const [, , room, here] = path.split('?')[0]!.split('/')
  const open = staffLocals.filter(({ officer }) => officer || room === 'roster')
  if (open.length < 2 || !open.some(({ key }) => key === here)) return null
  return (
    <nav class="local-switch" aria-label={words.staff.locals}>
      <ul>
        {open.map(({ key, name }) => (
          <li key={key}>
            <a href={`/staff/${room}/${key}`} aria-current={key === here ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function StaffNav() {
  const { staffNav = [], path } = useShell()
  const words = useWords({ en, es })
  const elsewhere = staffNav.find(({ also }) => also && liesUnder(path, also))
  const all = staffNav.map(({ href }) => href)
  return (
    <nav aria-label={words.staff.label}>
      <ul>
        {staffNav.map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={elsewhere ? (elsewhere.href === href ? 'true' : undefined) : current(href, path, all)}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Document({ title, description, head, staff, children }: Page & { staff?: boolean }) {
  const shell = useShell()
  const words = useWords({ en, es })
  return (
    <html lang={shell.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === shell.coalition ? title : `${title} – ${shell.coalition}`}</title>
        {description && <meta name="description" content={description} />}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f4eedf" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#191612" media="(prefers-color-scheme: dark)" />
        <link rel="stylesheet" href={asset('public.css')} />
        {staff && <link rel="stylesheet" href={asset('staff.css')} />}
        <link rel="icon" type="image/svg+xml" href={asset('favicon.svg')} />
        <link rel="alternate" type="application/atom+xml" title={words.footer.feed} href={urls.updateFeed} />
        {head}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        {shell.mode === 'example' && <ExampleBanner />}
        {children}
      </body>
    </html>
  )
}

function ExampleBanner() {
  const { campaignNow, zone } = useShell()
  const words = useWords({ en, es }).banner
  return (
    <aside class="banner" aria-label={words.label}>
      <p>
        <strong>{words.stamp}</strong> {words.text}{' '}
        <span class="banner-date">
          {words.date} <Moment instant={campaignNow} zone={zone} as="stamp" />
        </span>
      </p>
      <ul>
        <li>
          <a href={urls.example}>{words.people}</a>
        </li>
        <li>
          <a href={urls.outbox}>{words.outbox}</a>
        </li>
        <li>
          <a href={urls.exampleClock}>{words.clock}</a>
        </li>
      </ul>
    </aside>
  )
}

/**
 * Name, language and who reads; the sections of the public site below them, or behind "Menu" where the screen is narrow. `staff`: the rooms
 * of the staff are in that menu too.
 */
function Masthead({ staff }: { staff?: boolean }) {
  const shell = useShell()
  const words = useWords({ en, es })
  return (
    <header class="masthead">
      <a class="nameplate" href={urls.home}>
        <Mark />
        <span>{shell.coalition}</span>
        <span class="hidden">, {words.home}</span>
      </a>
      <LanguageSwitch />
      <div class="bar">
        <nav class="account" aria-label={words.nav.account}>
          <Entries entries={accountNav} />
        </nav>
        <details class="menu">
          <summary>{words.nav.menu}</summary>
          {staff && <StaffNav />}
          {staff && <p>{words.staff.site}</p>}
          <nav aria-label={words.nav.label}>
            <Entries entries={publicNav} />
          </nav>
        </details>
      </div>
      <nav class="main-nav" aria-label={words.nav.label}>
        <Entries entries={publicNav} />
      </nav>
    </header>
  )
}

function Entries({ entries }: { entries: readonly NavEntry[] }) {
  const shell = useShell()
  const words = useWords({ en, es })
  const all = [...publicNav, ...accountNav].map(({ href }) => href)
  return (
    <ul>
      {entries
        .filter(({ when }) => when?.(shell) ?? true)
        .map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={current(href, shell.path, all)}>
              {label(words)}
            </a>
          </li>
        ))}
    </ul>
  )
}

/** Offers the language the page is not in, in that language. */
function LanguageSwitch() {
  const { lang, path } = useShell()
  const words = useWords({ en, es }).language
  const other = lang === 'en' ? 'es' : 'en'
  return (
    <a class="language" href={`${urls.language(other)}?back=${encodeURIComponent(path)}`} lang={other} hreflang={other} rel="nofollow">
      {other === 'es' ? words.spanish : words.english}
    </a>
  )
}

function Footer({ advice }: { advice?: boolean }) {
  const words = useWords({ en, es }).footer
  return (
    <footer class="footer" aria-label={words.label}>
      <div class="footer-in">
        <p class="bug">
          <Mark size={30} />
          Commontable
        </p>
        <div>
          {advice && <p>{words.notAdvice}</p>}
          <p>{words.runsOn}</p>
          <ul>
            <li>
              <a href={urls.source}>{words.source}</a>
            </li>
            <li>
              <a href="https://www.gnu.org/licenses/agpl-3.0.html" rel="license">
                {words.licence}
              </a>
            </li>
            <li>
              <a href={urls.updateFeed}>{words.feed}</a>
            </li>
            <li>
              <LanguageSwitch />
            </li>
          </ul>
        </div>
      </div>
    </footer>
  )
}

/** The longest entry that the path lies under is the current one: /staff/members/7 marks "Members", not "Staff". */
function current(href: string, path: string, all: readonly string[]) {
  const best = all.filter((entry) => liesUnder(path, entry)).sort((a, b) => b.length - a.length)[0]
  return href === best ? (pathOf(path) === href ? ('page' as const) : ('true' as const)) : undefined
}

const pathOf = (path: string) => path.split('?')[0]!
const liesUnder = (path: string, entry: string) => pathOf(path) === entry || pathOf(path).startsWith(`${entry}/`)
