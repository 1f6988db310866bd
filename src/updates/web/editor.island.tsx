// Puts an editor over each textarea[data-editor]: what is bold looks bold. Without this script the textarea takes plain text. The form
// sends what the editor holds as HTML, and says so in its field "format".
import { Editor } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'

interface Words {
  label: string
  bold: string
  italic: string
  heading: string
  bullets: string
  numbers: string
  quote: string
  link: string
  unlink: string
  undo: string
  redo: string
  linkAsk: string
  linkHint: string
  linkSet: string
  linkCancel: string
  linkBad: string
  editorHint: string
}

const linkable = /^(https?:\/\/\S+|mailto:\S+@\S+|tel:[+\d][\d().\s-]*|\/(?!\/)\S*)$/i

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Record<string, unknown> = {},
  attributes: Record<string, string> = {},
) {
  const made = Object.assign(document.createElement(name), properties)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

const drawn = (path: string) =>
  `<svg viewBox="0 0 22 22" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="${path}"/></svg>`

function enhance(area: HTMLTextAreaElement, words: Words) {
  const form = area.form!
  const label = form.querySelector<HTMLLabelElement>(`label[for="${area.id}"]`)!
  label.id = `${area.id}-label`
  const box = element('div', { className: 'editor' })
  const bar = element(
    'div',
    { className: 'editor-bar' },
    { role: 'toolbar', 'aria-label': `${words.label}: ${label.firstChild?.textContent ?? ''}`, 'aria-controls': `${area.id}-editor` },
  )
  const hint = element('p', { className: 'hint hidden', id: `${area.id}-keys`, textContent: words.editorHint })
  const place = element('div', { className: 'editor-page' })
  box.append(bar, hint, place)
  area.after(box)
  area.hidden = true

  const described = [area.getAttribute('aria-describedby'), hint.id].filter(Boolean).join(' ')
  const editor = new Editor({
    element: place,
    content: area.dataset.editor!,
    injectCSS: false, // the page's policy takes styles from our own files only
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        code: false,
        codeBlock: false,
        horizontalRule: false,
        strike: false,
        underline: false,
        link: {
          openOnClick: false,
          autolink: true,
          defaultProtocol: 'https',
          HTMLAttributes: { rel: null, target: null },
          isAllowedUri: (url) => linkable.test(url),
        },
      }),
    ],
    editorProps: {
      attributes: {
        id: `${area.id}-editor`,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': label.id,
        class: 'prose',
        ...(described && { 'aria-describedby': described }),
        ...(area.getAttribute('aria-invalid') && { 'aria-invalid': 'true' }),
        ...(area.required && { 'aria-required': 'true' }),
      },
    },
  })
  label.addEventListener('click', () => editor.commands.focus())

  const buttons: { button: HTMLButtonElement; pressed?: () => boolean; enabled?: () => boolean }[] = []
  const add = (text: string, sign: string, run: () => void, pressed?: () => boolean, enabled?: () => boolean) => {
    const button = element(
      'button',
      { type: 'button', innerHTML: sign, title: text, tabIndex: buttons.length ? -1 : 0 },
      { 'aria-label': text },
    )
    button.addEventListener('mousedown', (event) => event.preventDefault()) // the text keeps the focus, and what is selected in it
    button.addEventListener('click', run)
    bar.append(button)
    buttons.push({ button, pressed, enabled })
  }
  const chain = () => editor.chain().focus()
  add(
    words.bold,
    drawn('M6 4h6a3.5 3.5 0 0 1 0 7H6zm0 7h7a3.5 3.5 0 0 1 0 7H6z'),
    () => chain().toggleBold().run(),
    () => editor.isActive('bold'),
  )
  add(
    words.italic,
    drawn('M9 4h7M6 18h7M13.5 4l-4 14'),
    () => chain().toggleItalic().run(),
    () => editor.isActive('italic'),
  )
  add(
    words.heading,
    drawn('M5 4v14M16 4v14M5 11h11'),
    () => chain().toggleHeading({ level: 2 }).run(),
    () => editor.isActive('heading'),
  )
  add(
    words.bullets,
    drawn('M9 6h9M9 11h9M9 16h9M4 6h1M4 11h1M4 16h1'),
    () => chain().toggleBulletList().run(),
    () => editor.isActive('bulletList'),
  )
  add(
    words.numbers,
    drawn('M10 6h8M10 11h8M10 16h8M4 5l1.5-1v4M4 13.5q1-1.5 2 0T4 17h2.5'),
    () => chain().toggleOrderedList().run(),
    () => editor.isActive('orderedList'),
  )
  add(
    words.quote,
    drawn('M4 15q3 0 3-5H4V6h4v4M12 15q3 0 3-5h-3V6h4v4'),
    () => chain().toggleBlockquote().run(),
    () => editor.isActive('blockquote'),
  )
  add(
    words.link,
    drawn('M9 13a4 4 0 0 0 6 0l2-2a4 4 0 0 0-6-6l-1 1M13 9a4 4 0 0 0-6 0l-2 2a4 4 0 0 0 6 6l1-1'),
    () => askForLink(),
    () => editor.isActive('link'),
  )
  add(
    words.unlink,
    drawn('M9 13a4 4 0 0 0 6 0l2-2a4 4 0 0 0-6-6M13 9a4 4 0 0 0-6 0l-2 2a4 4 0 0 0 6 6M3 3l16 16'),
    () => chain().extendMarkRange('link').unsetLink().run(),
    undefined,
    () => editor.isActive('link'),
  )
  add(
    words.undo,
    drawn('M4 9h9a4.5 4.5 0 0 1 0 9H8M4 9l4-4M4 9l4 4'),
    () => chain().undo().run(),
    undefined,
    () => editor.can().undo(),
  )
  add(
    words.redo,
    drawn('M18 9H9a4.5 4.5 0 0 0 0 9h5M18 9l-4-4M18 9l-4 4'),
    () => chain().redo().run(),
    undefined,
    () => editor.can().redo(),
  )

  // One stop of the Tab key for all the buttons; the arrows go from one to the next.
  bar.addEventListener('keydown', (event) => {
    const all = buttons.map(({ button }) => button),
      at = all.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === 'Escape') editor.commands.focus()
    if (to === undefined || at < 0) return
    event.preventDefault()
    const next = all[(to + all.length) % all.length]!
    for (const button of all) button.tabIndex = button === next ? 0 : -1
    next.focus()
  })
  place.addEventListener('keydown', (event) => {
    if (event.altKey && event.key === 'F10') {
      event.preventDefault()
      buttons.find(({ button }) => button.tabIndex === 0)!.button.focus()
    }
  })
  const show = () => {
    for (const { button, pressed, enabled } of buttons) {
      if (pressed) button.setAttribute('aria-pressed', String(pressed()))
      if (enabled) button.setAttribute('aria-disabled', String(!enabled()))
    }
  }
  editor.on('transaction', show)
  show()

  const ask = element('div', { className: 'editor-link', hidden: true })
  const address = element(
    'input',
    { type: 'url', id: `${area.id}-link` },
    { 'aria-describedby': `${area.id}-link-hint`, autocomplete: 'off' },
  )
  const complaint = element('p', { className: 'field-error', hidden: true, textContent: words.linkBad }, { role: 'alert' })
  const set = element('button', { type: 'button', className: 'button button-plain', textContent: words.linkSet })
  const cancel = element('button', { type: 'button', className: 'button button-quiet', textContent: words.linkCancel })
  ask.append(
    element('label', { htmlFor: address.id, textContent: words.linkAsk }),
    element('p', { className: 'hint', id: `${area.id}-link-hint`, textContent: words.linkHint }),
    complaint,
    address,
    set,
    cancel,
  )
  bar.after(ask)
  function askForLink() {
    ask.hidden = false
    complaint.hidden = true
    address.value = (editor.getAttributes('link').href as string | undefined) ?? ''
    address.focus()
  }
  const close = () => {
    ask.hidden = true
    editor.commands.focus()
  }
  const take = () => {
    const typed = address.value.trim()
    const href = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed)
      ? `https://${typed}`
      : /^\S+@\S+\.\S+$/.test(typed) && !typed.includes(':')
        ? `mailto:${typed}`
        : typed
    if (!linkable.test(href)) {
      complaint.hidden = false
      return
    }
    if (editor.state.selection.empty && !editor.isActive('link'))
      editor
        .chain()
        .focus()
        .insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href } }] })
        .run()
    else editor.chain().focus().extendMarkRange('link').setLink({ href }).run()
    close()
  }
  set.addEventListener('click', take)
  cancel.addEventListener('click', close)
  address.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      take()
    }
    if (event.key === 'Escape') close()
  })

  // A summary of errors links to the field's own id: that is where one writes.
  window.addEventListener('hashchange', () => {
    if (location.hash === `#${area.id}`) editor.commands.focus()
  })
  return () => {
    area.value = editor.isEmpty ? '' : editor.getHTML()
  }
}

const enhanced = new WeakSet<HTMLFormElement>()

function enhanceAll() {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-editor-words]')) {
    if (enhanced.has(form)) continue
    enhanced.add(form)
    const areas = [...form.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]')]
    const write = areas.map((area) => enhance(area, JSON.parse(form.dataset.editorWords!)))
    form.addEventListener(
      'submit',
      () => {
        for (const one of write) one()
        form.querySelector<HTMLInputElement>('input[name=format]')!.value = 'html'
      },
      { capture: true },
    )
    // Another script may read the form and send it by itself.
    form.addEventListener('formdata', ({ formData }) => {
      for (const one of write) one()
      for (const area of areas) formData.set(area.name, area.value)
      formData.set('format', 'html')
    })
  }
}

document.addEventListener('page-replaced', enhanceAll)
enhanceAll()
