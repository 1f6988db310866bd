import { Button, Check, Field, Form } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { FormErrors, Notice } from '../../ui/notices.tsx'
import { useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { en as employerEn } from '../employer.en.ts'
import { es as employerEs } from '../employer.es.ts'
import { en } from '../people.en.ts'
import { es } from '../people.es.ts'
import type { PasskeyRefusal } from '../passkeys.ts'
import type { SignInRefusal } from '../sign-in.ts'
import { PasskeySignIn } from './passkey-parts.tsx'

/** `employer`: whose address was typed: she is warned, and may go on. `passkeys`: passkeys work at this address; what was wrong with one that was tried. */
export function SignInPage({
  address = '',
  back = '',
  error,
  employer,
  passkeys,
}: {
  address?: string
  back?: string
  error?: 'badAddress' | 'limited'
  employer?: string
  passkeys?: { refusal?: PasskeyRefusal } | null
}) {
  const words = useWords({ en, es }).signIn,
    warnings = useWords({ en: employerEn, es: employerEs })
  const sentence = error ? words[error] : employer ? warnings.warning(employer) : undefined
  return (
    <PublicPage title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Form action={urls.signIn} errors={sentence ? { address: sentence } : null}>
        <Field
          label={words.address}
          name="address"
          type="email"
          value={address}
          hint={words.addressHint}
          required
          autocomplete="email"
          inputmode="email"
          autocapitalize="none"
          spellcheck={false}
          maxlength={254}
        />
        <input type="hidden" name="back" value={back} />
        {employer && <Check label={warnings.anyway} name="anyway" />}
        <Button>{words.send}</Button>
      </Form>
      {passkeys && <PasskeySignIn back={back} refusal={passkeys.refusal} />}
    </PublicPage>
  )
}

const sentences = {
  wrong: 'wrongCode',
  'too-many': 'tooMany',
  expired: 'expired',
  used: 'used',
  unknown: 'unknown',
} as const satisfies Record<SignInRefusal, keyof typeof en.signIn>

/** After the address was sent: the same for an address that nobody has. */
export function CodePage({ request, refusal, code = '' }: { request: string; refusal?: SignInRefusal | null; code?: string }) {
  const words = useWords({ en, es }).signIn
  return (
    <PublicPage title={words.sentTitle}>
      <h1>{words.sentTitle}</h1>
      <p>{words.sent}</p>
      <Form action={urls.signInCode(request)} errors={refusal ? { code: words[sentences[refusal]] } : null}>
        <Field label={words.code} name="code" value={code} required autocomplete="one-time-code" inputmode="numeric" maxlength={12} />
        <Button>{words.useCode}</Button>
      </Form>
      <Again request={request} />
      <p>{words.notThere}</p>
    </PublicPage>
  )
}

/** A mail scanner that opens the link sees this page and signs nobody in: only the button does. */
export function LinkPage({ token }: { token: string }) {
  const words = useWords({ en, es }).signIn
  return (
    <PublicPage title={words.openTitle} head={<meta name="referrer" content="no-referrer" />}>
      <h1>{words.openTitle}</h1>
      <p>{words.open}</p>
      <form method="post" action={urls.signInLink(token)}>
        <Button>{words.enter}</Button>
      </form>
      <p>{words.notYou}</p>
    </PublicPage>
  )
}

export function LinkRefusedPage({ token, refusal }: { token: string; refusal: SignInRefusal }) {
  const words = useWords({ en, es }).signIn
  return (
    <PublicPage title={words.title}>
      <h1>{words.title}</h1>
      <FormErrors sentences={[words[sentences[refusal]]]} />
      {refusal !== 'unknown' && <Again token={token} />}
      <p>
        <a href={urls.signIn}>{words.other}</a>
      </p>
    </PublicPage>
  )
}

export function LimitedPage() {
  const words = useWords({ en, es }).signIn
  return (
    <PublicPage title={words.title}>
      <h1>{words.title}</h1>
      <Notice kind="warning">{words.limited}</Notice>
    </PublicPage>
  )
}

function Again({ request = '', token = '' }: { request?: string; token?: string }) {
  const words = useWords({ en, es }).signIn
  return (
    <form method="post" action={urls.signInRenewal}>
      <input type="hidden" name="request" value={request} />
      <input type="hidden" name="token" value={token} />
      <Button kind="quiet">{words.again}</Button>
    </form>
  )
}
