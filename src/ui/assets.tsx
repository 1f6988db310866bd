import { asset } from '../platform/assets.ts'

export { asset }

/** The script of `name`.island.tsx. Put it once on a page, anywhere; the page must work without it. */
export const Island = ({ name }: { name: string }) => <script type="module" src={asset(`${name}.js`)} />
