import type { ComponentChildren } from 'preact'
import { Island } from './assets.tsx'
import { useShell, useWords } from './shell.ts'
import { en } from './ui.en.ts'
import { es } from './ui.es.ts'

/**
 * A part of the page that follows a stream of server-sent events. Each event's data is the new inner HTML, rendered by the
 * server; `event` names which events (default "message"). An element inside it with `data-say` gives the sentence that is read
 * out, at most every 30 seconds. An event called "go" carries a path of ours to move on to (the work is done).
 * Without script, or without a connection, a link reloads the page.
 */
export function Live({ src, event = 'message', children }: { src: string; event?: string; children: ComponentChildren }) {
  const { path } = useShell()
  const words = useWords({ en, es }).live
  return (
    <>
      <div data-live={event} data-src={src}>
        {children}
      </div>
      <p class="live-state">
        <a href={path} data-live-reload>
          {words.reload}
        </a>
        <span data-live-on hidden>
          {words.on}
        </span>
        <span data-live-lost hidden>
          {words.lost}
        </span>
        <span class="hidden" role="status" data-live-say></span>
      </p>
      <Island name="live" />
    </>
  )
}
