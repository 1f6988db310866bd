/**
 * Lets a file be dropped on [data-file-drop] as well as chosen, says its name and size, and sends the form with a bar that shows
 * how much has left. The server's answer is shown as if the form had been sent without this.
 */
interface Words {
  drop: string
  sending: string
  sent: string
  working: string
  cancel: string
  cancelled: string
  failed: string
  tooLarge: string
  lang: string
}

function enhance() {
  for (const box of document.querySelectorAll<HTMLElement>('[data-file-drop]')) {
    const input = box.querySelector<HTMLInputElement>('input[type=file]')
    if (!input?.form || box.dataset.ready) continue
    box.dataset.ready = 'yes'
    enhanceOne(box, input, input.form)
  }
}

function enhanceOne(box: HTMLElement, input: HTMLInputElement, form: HTMLFormElement) {
  const words = JSON.parse(box.dataset.words!) as Words
  const largest = Number(box.dataset.max) || Infinity
  const hint = add(box, 'p', 'hint', words.drop)
  hint.ariaHidden = 'true' // a pointer's way; the input says "choose" to everybody
  const line = add(box, 'p', 'file-drop-name')
  const state = add(box, 'p', 'field-error')
  state.setAttribute('role', 'status')
  const bar = document.createElement('progress')
  bar.setAttribute('aria-label', words.sending)
  bar.max = 1
  const cancel = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button button-plain',
    textContent: words.cancel,
  })

  const chosen = () => {
    const [file] = input.files ?? []
    line.textContent = file ? `${file.name}, ${size(file.size, words.lang)}` : ''
    const tooLarge = !!file && file.size > largest
    tell(tooLarge ? words.tooLarge : '', true)
    return !tooLarge
  }
  const tell = (text: string, wrong: boolean) => {
    state.className = wrong ? 'field-error' : 'hint'
    state.textContent = text
  }

  input.addEventListener('change', chosen)
  for (const kind of ['dragenter', 'dragover'])
    box.addEventListener(kind, (event) => {
      event.preventDefault()
      box.classList.add('file-drop-over')
    })
  for (const kind of ['dragleave', 'drop']) box.addEventListener(kind, () => box.classList.remove('file-drop-over'))
  box.addEventListener('drop', (event) => {
    event.preventDefault()
    const files = event.dataTransfer?.files
    if (!files?.length) return
    input.files = files
    chosen()
  })

  form.addEventListener('submit', (event) => {
    if (!input.files?.length) return // the server has the sentence for it
    event.preventDefault()
    if (!chosen()) return input.focus()
    const button = event.submitter as HTMLButtonElement | null
    const request = new XMLHttpRequest()
    const stop = (text: string) => {
      bar.remove()
      cancel.remove()
      if (button) button.disabled = false
      tell(text, true)
    }
    request.open('POST', form.action)
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (!lengthComputable) return
      bar.value = loaded / total
      const percent = Math.floor((loaded / total) * 10) * 10 // by tens: each change is read out
      const text = words.sent.replace('{}', String(percent))
      if (state.textContent !== text) tell(text, false)
    })
    request.upload.addEventListener('load', () => {
      bar.removeAttribute('value')
      tell(words.working, false)
    })
    request.addEventListener('load', () => answer(request, form.action))
    request.addEventListener('error', () => stop(words.failed))
    request.addEventListener('abort', () => stop(words.cancelled))
    cancel.addEventListener('click', () => request.abort(), { once: true })
    request.send(new FormData(form, button))
    if (button) button.disabled = true
    bar.value = 0
    state.before(bar)
    state.after(cancel)
  })
}

/** Where a redirect led is opened; an answer without one (a refusal, with its sentences) is shown in place of this page. */
function answer(request: XMLHttpRequest, action: string) {
  if (request.responseURL && request.responseURL !== action) return location.assign(request.responseURL)
  const page = new DOMParser().parseFromString(request.responseText, 'text/html')
  document.title = page.title
  document.body.replaceWith(page.body)
  scrollTo(0, 0)
  document.querySelector<HTMLElement>('[autofocus]')?.focus()
  document.dispatchEvent(new Event('page-replaced'))
  // Scripts of a parsed page do not run; those this page has loaded already are not loaded again.
  for (const script of document.querySelectorAll('script[type=module][src]')) void import(script.getAttribute('src')!)
}

function add(box: HTMLElement, tag: 'p', className: string, text = '') {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return box.appendChild(element)
}

function size(bytes: number, lang: string) {
  const [unit, each] = bytes < 1e3 ? ['byte', 1] : bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6]
  return new Intl.NumberFormat(`${lang}-US`, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / each)
}

document.addEventListener('page-replaced', enhance)
enhance()
export {}
