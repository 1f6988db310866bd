/** The content security policy of a mail that is shown in a frame: its own styles, pictures, and nothing that runs, sends or opens. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http: https:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
