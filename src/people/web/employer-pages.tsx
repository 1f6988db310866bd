import { Button, ButtonLink, Field, Form, Select } from '../../ui/fields.tsx'
import { MemberPage, StaffPage } from '../../ui/layout.tsx'
import { Done, FormErrors, Notice } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { useWords } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { urls } from '../../urls.ts'
import type { ProofRefusal } from '../address-proof.ts'
import type { DomainRefusal, EmployerDomain } from '../employer-domains.ts'
import { en } from '../employer.en.ts'
import { es } from '../employer.es.ts'
import { en as staff } from '../staff.en.ts'

export function EmployerDomainsPage({
  domains,
  employers,
  typed = {},
  refusal,
  done,
}: {
  domains: readonly EmployerDomain[]
  employers: readonly { id: number; name: string }[]
  typed?: Record<string, string>
  refusal?: DomainRefusal
  done?: string
}) {
  const words = en.staff
  const errors = refusal && { [refusal === 'employer' ? 'employer' : 'domain']: words.refusals[refusal] }
  return (
    <StaffPage title={words.title} crumbs={[{ href: urls.staff, label: staff.home.title }]}>
      <p>{words.lead}</p>
      <Done>{done && words.done[done]}</Done>
      <Table
        caption={words.caption}
        hideCaption
        rows={domains}
        rowKey={({ employerId, domain }) => `${employerId} ${domain}`}
        empty={<p>{words.none}</p>}
        columns={[
          { label: words.domain, cell: ({ domain }) => domain },
          { label: words.employer, cell: ({ employer }) => employer },
          {
            label: words.remove,
            cell: ({ employerId, employer, domain }) => (
              <form method="post" action={urls.endEmployerDomain}>
                <input type="hidden" name="employer" value={employerId} />
                <input type="hidden" name="domain" value={domain} />
                <Button kind="quiet" aria-label={words.removeLabel(domain, employer)}>
                  {words.remove}
                </Button>
              </form>
            ),
          },
        ]}
      />
      <Section title={words.add} id="add">
        <Form
          action={urls.employerDomains}
          typed={{ employer: employers.length === 1 ? String(employers[0]!.id) : undefined, ...typed }}
          errors={errors}
        >
          <Select
            label={words.employer}
            name="employer"
            required
            options={employers.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <Field
            label={words.domain}
            name="domain"
            hint={words.domainHint}
            required
            maxlength={200}
            autocapitalize="none"
            spellcheck={false}
            autocomplete="off"
          />
          <Button>{words.submit}</Button>
        </Form>
      </Section>
    </StaffPage>
  )
}

export function MyAddress({
  rows,
  sent,
  typed,
  error,
}: {
  rows: readonly { local: string; address: string }[]
  sent: boolean
  typed?: string
  error?: string
}) {
  const words = useWords({ en, es }).me
  return (
    <Section title={words.title} id="address">
      <Done>{sent && words.sent}</Done>
      {rows.map(({ local, address }) => (
        <p key={local}>{words.text(local, address)}</p>
      ))}
      <Form action={urls.myAddress} errors={error ? { 'personal-address': error } : null}>
        <Field
          label={words.address}
          name="personal-address"
          type="email"
          value={typed}
          required
          autocomplete="email"
          inputmode="email"
          autocapitalize="none"
          spellcheck={false}
          maxlength={254}
        />
        <Button kind="plain">{words.submit}</Button>
      </Form>
    </Section>
  )
}

export function ProofPage({ token, outcome }: { token: string; outcome?: ProofRefusal | 'ok' }) {
  const words = useWords({ en, es }).proof
  return (
    <MemberPage title={words.title} head={<meta name="referrer" content="no-referrer" />}>
      <h1>{words.title}</h1>
      {!outcome && (
        <>
          <p>{words.text}</p>
          <form method="post" action={urls.proveAddress(token)}>
            <Button>{words.confirm}</Button>
          </form>
        </>
      )}
      {outcome === 'ok' && <Notice kind="success">{words.done}</Notice>}
      {outcome && outcome !== 'ok' && <FormErrors sentences={[words.refusals[outcome]]} />}
      {outcome && (
        <ButtonLink kind="quiet" href={urls.me}>
          {words.toMe}
        </ButtonLink>
      )}
    </MemberPage>
  )
}
