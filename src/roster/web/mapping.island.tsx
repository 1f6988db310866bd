/** Says while the columns are being chosen what is still missing. The server says the same when the form is sent. */
const form = document.querySelector<HTMLFormElement>('form[data-mapping]')

function tell() {
  const chosen = new Set([...form!.querySelectorAll<HTMLSelectElement>('select[data-column]')].map((select) => select.value))
  for (const need of document.querySelectorAll<HTMLElement>('[data-need]')) {
    // "firstName+lastName|fullName": one of the ways, and all of a way
    const met = need.dataset.need!.split('|').some((way) => way.split('+').every((field) => chosen.has(field)))
    for (const [name, shown] of Object.entries({ have: met, missing: !met }))
      need.querySelector(`[data-${name}]`)?.toggleAttribute('hidden', !shown)
  }
}

form?.addEventListener('change', tell)
if (form) tell()
export {}
