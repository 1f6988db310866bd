import type pg from 'pg'

/** Tables of the updates, events and answers of the example. */
export const contentTables: string[] = []

/** What the example has said and answered before a visitor comes. Runs in the transaction of loadExample, after the members. */
export async function exampleContent(_client: pg.Client) {}
