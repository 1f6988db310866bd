import type { Told } from '../publishing/publication.ts'
import type { Answer } from './answer.ts'
import type { Variant } from './variant.ts'

const topic: Told = { en: 'After the contract ends', es: 'Cuando termina el contrato' }
// What nobody has read in its source yet says so where it is shown (domain rules 9: to be confirmed).
const unread = ' (not yet checked in its source; aún sin comprobar en su fuente)'
const katz = `NLRB v. Katz, 369 U.S. 736 (1962)${unread}`
const litton = `Litton Financial Printing v. NLRB, 501 U.S. 190 (1991)${unread}`
const section8d = 'National Labor Relations Act, section 8(d): 29 U.S.C. 158(d)'
const valley = 'Valley Hospital Medical Center II, 371 NLRB No. 160 (2022), enforced, 93 F.4th 1120 (9th Cir. 2024)'

/** Shown while a unit stands in one of these states. */
const during = (states: Variant['states'], en: string, es: string): Variant => ({
  local: null,
  unit: null,
  states,
  from: null,
  last: null,
  zone: 'UTC',
  answer: { en, es },
})

const prepared = (
  slug: string,
  question: Told,
  answer: Told,
  words: string,
  sources: string[],
  checkBy: string | null = null,
  variants: Variant[] = [],
): { slug: string; content: Answer } => ({
  slug,
  content: { question, topic, words, answer, variants, sources, checkBy },
})

/**
 * What holds after a contract has ended, without an extension and without a new one, for private employers in the United States under the
 * National Labor Relations Act. General rules and where they stand; where the law swings or turns on a contract's own words, the answer says so.
 */
export const preparedAnswers: { slug: string; content: Answer }[] = [
  prepared(
    'what-continues-after-our-contract-ends',
    { en: 'What continues after our contract ends?', es: '¿Qué sigue igual cuando termina nuestro contrato?' },
    {
      en: `Pay, benefits, hours, just cause and the grievance procedure go on as they are. The employer has to keep them until there is a new agreement, or until bargaining as a whole has come to an impasse.

What ends with the contract:

- the promise not to strike, and the employer’s promise not to lock out
- arbitration of most new disputes
- the rule that everybody has to belong to the union or pay their share

Clauses that give management rights of its own generally end too; the Labor Board has changed its mind on that more than once.

An extension is something else: with one, the whole contract goes on.`,
      es: `El sueldo, las prestaciones, los horarios, la causa justa y el procedimiento de quejas siguen como están. La empresa tiene que mantenerlos hasta que haya un nuevo acuerdo, o hasta que toda la negociación llegue a un punto muerto.

Lo que termina con el contrato:

- la promesa de no hacer huelga, y la de la empresa de no hacer un cierre patronal
- el arbitraje de la mayoría de los conflictos nuevos
- la regla de que todos deben pertenecer al sindicato o pagar su parte

También suelen terminar las cláusulas que dan derechos propios a la gerencia; la Junta Laboral ha cambiado de opinión sobre eso más de una vez.

Una prórroga es otra cosa: con ella, sigue todo el contrato.`,
    },
    'expire expired expiration status quo benefits wages vencer vencido beneficios salario',
    [katz, section8d],
    null,
    [
      during(
        ['EXTENDED'],
        'Your contract has not ended: both sides signed an extension, and with it the whole contract goes on until the new last day. That means no strike, no lockout, arbitration, and dues as before.',
        'Su contrato no ha terminado: las dos partes firmaron una prórroga y con ella sigue todo el contrato hasta el nuevo último día. Eso significa sin huelga, sin cierre patronal, con arbitraje y con cuotas como antes.',
      ),
    ],
  ),
  prepared(
    'extension-or-no-contract',
    {
      en: 'What is the difference between an extension and no contract?',
      es: '¿Cuál es la diferencia entre una prórroga y no tener contrato?',
    },
    {
      en: `With an **extension**, signed by both sides, the whole contract goes on until its new last day: no strike, no lockout, arbitration, dues. An extension that was offered and not signed by both has no effect.

**Without a contract**, pay, benefits and conditions stay, but the promise not to strike, the promise not to lock out and most arbitration have ended.`,
      es: `Con una **prórroga** firmada por las dos partes, todo el contrato sigue hasta su nuevo último día: sin huelga, sin cierre patronal, con arbitraje y con cuotas. Una prórroga ofrecida que no firmaron las dos partes no tiene efecto.

**Sin contrato** se mantienen el sueldo, las prestaciones y las condiciones, pero terminaron la promesa de no hacer huelga, la de no hacer un cierre patronal y casi todo el arbitraje.`,
    },
    'extend extended offer prolong prórroga prolongar extensión',
    [katz, section8d],
  ),
  prepared(
    'is-it-a-risk-to-work-without-a-contract',
    { en: 'Is it a risk to work without a contract?', es: '¿Es un riesgo trabajar sin contrato?' },
    {
      en: `Pay and benefits have to stay as they are while we bargain. Still, it is not the same as having a contract: most new disputes can’t go to an arbitrator, the rule that everybody pays their share has ended, and a lockout becomes possible.

If somebody asks you to sign something, call your steward first.`,
      es: `El sueldo y las prestaciones tienen que seguir como están mientras negociamos. Aun así, no es lo mismo que tener contrato: la mayoría de los conflictos nuevos no puede ir a arbitraje, terminó la regla de que todos pagan su parte y es posible un cierre patronal.

Si alguien le pide que firme algo, llame antes a su delegado.`,
    },
    'dangerous safe lockout peligro seguro cierre patronal',
    [katz, litton],
  ),
  prepared(
    'does-the-promise-not-to-strike-end',
    { en: 'Does the promise not to strike end with the contract?', es: '¿Termina con el contrato la promesa de no hacer huelga?' },
    {
      en: `Yes, both promises end: ours not to strike, and the employer’s not to lock out. That alone does not make a strike lawful on the next day. At health-care employers written notices and waiting times come first, and each union has rules of its own. You may also stand under a second contract, a local one, that goes on.

Your local tells you when the day has come. Until then rallies, stickers and petitions are open to everybody.`,
      es: `Sí, terminan las dos promesas: la nuestra de no hacer huelga y la de la empresa de no hacer un cierre patronal. Eso por sí solo no hace legal una huelga al día siguiente. En el sector de la salud antes hacen falta avisos por escrito y plazos de espera, y cada sindicato tiene sus propias reglas. También puede que siga vigente un segundo contrato, el local.

Su local le dirá cuándo llega el día. Hasta entonces los mítines, las calcomanías y las peticiones están abiertos a todos.`,
    },
    'no-strike clause walk out huelga paro cláusula',
    [section8d, 'National Labor Relations Act, section 8(g): 29 U.S.C. 158(g)'],
    null,
    [
      during(
        ['UNDER_CONTRACT', 'NOTICED'],
        'It ends when your contract does, and your contract is in force: until then the promise not to strike holds, and so does the employer’s not to lock out. Rallies, stickers and petitions are open to you.',
        'Termina con su contrato, y su contrato está vigente: hasta entonces valen la promesa de no hacer huelga y la de la empresa de no hacer un cierre patronal. Los mítines, las calcomanías y las peticiones están abiertos para usted.',
      ),
      during(
        ['EXTENDED'],
        'Your contract has been extended by both sides, so both promises go on: ours not to strike, and the employer’s not to lock out. Rallies, stickers and petitions are open to you, unless the extension says otherwise.',
        'Las dos partes prorrogaron su contrato, así que siguen las dos promesas: la nuestra de no hacer huelga y la de la empresa de no hacer un cierre patronal. Los mítines, las calcomanías y las peticiones están abiertos para usted, salvo que la prórroga diga otra cosa.',
      ),
    ],
  ),
  prepared(
    'grievances-and-arbitration',
    { en: 'Can I still file a grievance? And is there arbitration?', es: '¿Todavía puedo presentar una queja? ¿Y hay arbitraje?' },
    {
      en: `The grievance procedure goes on: file as before. What changes is the last step. A dispute over something that happened before the contract ended may still go to an arbitrator. One over something later generally can’t, unless both sides agree to it.

Write down the date on which it happened, and tell your steward soon.`,
      es: `El procedimiento de quejas sigue: preséntela como antes. Lo que cambia es el último paso. Un conflicto por algo que pasó antes de que terminara el contrato todavía puede ir a arbitraje. Uno por algo posterior, por lo general no, salvo que las dos partes lo acepten.

Anote la fecha en que pasó y avise pronto a su delegado.`,
    },
    'complaint arbitrator dispute reclamo árbitro conflicto',
    [litton],
  ),
  prepared(
    'are-dues-still-taken-from-my-pay',
    { en: 'Are union dues still taken from my pay?', es: '¿Me siguen descontando las cuotas del sueldo?' },
    {
      en: `As the Labor Board reads the law now, yes: the employer has to go on with the deductions that you signed for. The Board has changed its mind on this in 2012, 2015, 2019 and 2022, so this may change again.`,
      es: `Según la lectura actual de la Junta Laboral, sí: la empresa tiene que seguir con los descuentos que usted firmó. La Junta cambió de opinión en 2012, 2015, 2019 y 2022, así que esto puede cambiar otra vez.`,
    },
    'check-off checkoff deduction fees paycheck cuota descuento nómina',
    [valley],
    '2027-05-31',
  ),
  prepared(
    'do-i-still-have-to-belong-to-the-union',
    {
      en: 'Does everybody still have to belong to the union or pay their share?',
      es: '¿Todavía todos tienen que pertenecer al sindicato o pagar su parte?',
    },
    {
      en: `That rule ends with the contract. Your membership does not: you stay a member, with your vote, until you say otherwise.`,
      es: `Esa regla termina con el contrato. Su membresía no: usted sigue siendo miembro, con su voto, hasta que diga otra cosa.`,
    },
    'union security membership agency fee afiliación membresía',
    [`National Labor Relations Act, section 8(a)(3): 29 U.S.C. 158(a)(3)${unread}`],
  ),
  prepared(
    'do-step-increases-go-on',
    { en: 'Do step increases and longevity pay go on?', es: '¿Siguen los aumentos por escalón y por antigüedad?' },
    {
      en: `It depends on the words of your contract and on what was done before. Some increases are part of the conditions that have to continue, some ended with the contract. Ask your steward how it is in your unit, and keep your pay stubs.`,
      es: `Depende de las palabras de su contrato y de lo que se hacía antes. Algunos aumentos son parte de las condiciones que deben seguir; otros terminaron con el contrato. Pregunte a su delegado cómo es en su unidad y guarde sus recibos de pago.`,
    },
    'raise steps seniority aumento antigüedad escalón',
    [katz],
  ),
  prepared(
    'will-there-be-back-pay',
    {
      en: 'Will a new raise be paid back to the day the contract ended?',
      es: '¿Se pagará un nuevo aumento desde el día en que terminó el contrato?',
    },
    {
      en: `Only if it is bargained. Back pay to that day is one of the things that the two sides agree on, or don’t.`,
      es: `Solo si se negocia. El pago retroactivo a ese día es una de las cosas que las dos partes acuerdan, o no.`,
    },
    'retro retroactive backpay raise retroactivo aumento',
    [section8d],
  ),
]
