import { browserSupportsWebAuthn, startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser'

/**
 * Asks the browser for a passkey before form[data-passkey] is sent, and puts its answer into the form. The form stands hidden in the page
 * and is shown only where this runs and the browser knows passkeys; signing in by mail needs none of it.
 */
interface Words {
  cancelled: string
  known: string
  failed: string
  limited: string
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue
  form.closest<HTMLElement>('[hidden]')?.removeAttribute('hidden')
  for (const instead of document.querySelectorAll<HTMLElement>('[data-passkey-instead]')) instead.hidden = true
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(form)
  })
}

async function ask(form: HTMLFormElement) {
  const words = JSON.parse(form.dataset.words!) as Words
  const state = form.querySelector<HTMLElement>('[role=status]')!
  const button = form.querySelector<HTMLButtonElement>('button')!
  state.textContent = ''
  button.disabled = true
  try {
    const reply = await fetch(form.dataset.question!, { method: 'POST', headers: { accept: 'application/json' } })
    if (reply.status === 429) throw new Error(words.limited)
    if (!reply.ok) throw new Error(words.failed)
    const optionsJSON = await reply.json()
    const answer = form.dataset.passkey === 'add' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
    form.querySelector<HTMLInputElement>('input[name=answer]')!.value = JSON.stringify(answer)
    form.submit()
  } catch (error) {
    state.textContent = sentenceFor(error as Error, words)
    button.disabled = false
    button.focus()
  }
}

function sentenceFor(error: Error, words: Words) {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return words.known
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return words.cancelled
  return error.message === words.limited ? words.limited : words.failed
}
