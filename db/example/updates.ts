import type { PersonKey } from './people.ts'

/** What the alliance has told before a visitor comes, and two updates that appear when the campaign clock comes to them. */
export interface ExampleUpdate {
  slug: string
  /** Local time of the coalition. */
  published: string
  author: PersonKey
  approver: PersonKey
  en: Told
  es: Told
  /** Where what is said about the employer was read. All of it invented, and said to be. */
  sources: string[]
}

interface Told {
  title: string
  summary: string
  body: string
}

export const updates: ExampleUpdate[] = [
  {
    slug: 'one-percent-and-a-second-wage-scale',
    published: '2027-08-26T17:00',
    author: 'communications',
    approver: 'second-communications',
    en: {
      title: 'One percent, and a second wage scale',
      summary: 'What Fernwhistle put on the table on August 25, and what it would mean for whoever is hired next.',
      body: `<p>After five months of bargaining the employer has shown its economic proposal: <strong>1% a year for three years</strong>, and a lower wage scale for everybody hired from next year on.</p>
        <h2>What a second scale does</h2><ul><li>Two nurses on the same shift, with the same license, at different pay, for good.</li><li>By the employer’s own table the lower scale is 26% below ours on average.</li><li>Every retirement would move one more job to the lower scale.</li></ul>
        <h2>What we asked for</h2><p>4% across the board in each year, higher standards where regions lag behind, and tuition help that is worth the name.</p><p>The next session is on September 8. Wear your button.</p>`,
    },
    es: {
      title: 'Uno por ciento y una segunda escala salarial',
      summary: 'Lo que Fernwhistle puso sobre la mesa el 25 de agosto y lo que significaría para quien entre después.',
      body: `<p>Tras cinco meses de negociación la empresa mostró su propuesta económica: <strong>1% al año por tres años</strong> y una escala salarial más baja para quien entre a partir del próximo año.</p>
        <h2>Lo que hace una segunda escala</h2><ul><li>Dos enfermeras en el mismo turno, con la misma licencia y distinto sueldo, para siempre.</li><li>Según la tabla de la propia empresa, la escala baja está en promedio 26% por debajo de la nuestra.</li><li>Cada jubilación pasaría un puesto más a la escala baja.</li></ul>
        <h2>Lo que pedimos</h2><p>4% para todos cada año, mejores condiciones donde hay regiones rezagadas y un apoyo para estudios que merezca ese nombre.</p><p>La próxima sesión es el 8 de septiembre. Póngase el botón.</p>`,
    },
    sources: ['Fernwhistle Health (invented), economic proposal of August 25, 2027, pages 2 and 3', 'Alliance (invented), economic proposal of June 30, 2027'],
  },
  {
    slug: 'the-agreement-has-ended-your-rights-have-not',
    published: '2027-10-01T07:00',
    author: 'communications',
    approver: 'second-communications',
    en: {
      title: 'The agreement has ended. Your rights have not',
      summary: 'The national agreement ended at midnight. Pay, benefits and conditions go on while we bargain.',
      body: `<p>The national agreement ended on September 30 at midnight Pacific time. We offered to extend it by 30 days, as has been done before. The employer would extend it only if we gave up informing the public in that time, and so there is no extension.</p>
        <h2>What this means on your shift</h2><ul><li>Pay, benefits and conditions stay as they are while we bargain.</li><li>Your local agreement may still be in force: your steward knows until when.</li><li>Nothing has to be signed. If somebody asks you to, call your steward first.</li></ul>
        <h2>What comes next</h2><p>Meadowlark Nurses Local 101 votes from October 1 to October 10 on whether its committee may call a strike. Other locals follow.</p>`,
    },
    es: {
      title: 'El convenio terminó. Sus derechos no',
      summary: 'El convenio nacional terminó a medianoche. El sueldo, las prestaciones y las condiciones siguen mientras negociamos.',
      body: `<p>El convenio nacional terminó el 30 de septiembre a medianoche, hora del Pacífico. Ofrecimos prolongarlo 30 días, como otras veces. La empresa solo aceptaba si dejábamos de informar al público durante ese tiempo, así que no hay prórroga.</p>
        <h2>Qué significa en su turno</h2><ul><li>El sueldo, las prestaciones y las condiciones siguen igual mientras negociamos.</li><li>Su convenio local puede seguir vigente: su delegado sabe hasta cuándo.</li><li>No hay que firmar nada. Si alguien se lo pide, llame antes a su delegado.</li></ul>
        <h2>Qué sigue</h2><p>El Local 101, Meadowlark Nurses, vota del 1 al 10 de octubre si su comité puede convocar una huelga. Después siguen otros locales.</p>`,
    },
    sources: ['Letter of Fernwhistle Health (invented) to the alliance, September 29, 2027', 'Alliance (invented), offer of extension of September 27, 2027'],
  },
  {
    slug: 'more-than-18000-voted',
    published: '2027-10-11T12:00',
    author: 'second-communications',
    approver: 'communications',
    en: {
      title: 'More than 18,000 voted, and 96.3% said yes',
      summary: 'In ten days of voting the nurses of Local 101 gave their committee the right to call a strike if it must.',
      body: `<p>Of 21,000 members of Meadowlark Nurses Local 101 who could vote, <strong>18,122 did</strong>. 17,451 said yes: 96.3%.</p>
        <p>A vote is not yet a strike. It says that the committee may give notice, ten days before. There is still time to settle this at the table, and the committee is at the table.</p>
        <blockquote><p>Nobody wants to stand outside. We want to be at the bedside, with enough of us there.</p></blockquote>
        <p>The other locals that vote in October will tell their results on this page.</p>`,
    },
    es: {
      title: 'Votaron más de 18,000 y el 96.3% dijo que sí',
      summary: 'En diez días de votación el Local 101 dio a su comité el derecho de convocar una huelga si hace falta.',
      body: `<p>De los 21,000 miembros del Local 101, Meadowlark Nurses, que podían votar, <strong>lo hicieron 18,122</strong>. 17,451 dijeron que sí: 96.3%.</p>
        <p>Una votación todavía no es una huelga. Dice que el comité puede dar aviso, con diez días. Aún hay tiempo de resolver esto en la mesa, y el comité está en la mesa.</p>
        <blockquote><p>Nadie quiere estar afuera. Queremos estar junto a los pacientes y ser suficientes.</p></blockquote>
        <p>Los demás locales que votan en octubre darán sus resultados en esta página.</p>`,
    },
    sources: ['Count of the election committee of Local 101 (invented), October 11, 2027'],
  },
  {
    slug: 'education-fund-agreed-staffing-open',
    published: '2027-10-13T18:30',
    author: 'communications',
    approver: 'second-communications',
    en: {
      title: 'Education fund agreed, staffing still open',
      summary: 'A first tentative agreement since the vote, and a list of what the employer has not answered.',
      body: `<p>Two days after the count there is a tentative agreement on the education fund: it stays, and it grows.</p>
        <h2>Still open</h2><ul><li>Staffing that can be checked, unit by unit.</li><li>The second wage scale. The employer offers 2% now and keeps the scale.</li><li>Equal pay for equal work in the region Long Harbor.</li><li>Tuition help.</li></ul>
        <p>The employer says that it cannot pay more. It reported a gain of [fact:gain-second-quarter-2027] for the three months up to June.</p>`,
    },
    es: {
      title: 'Acuerdo sobre el fondo de estudios; la dotación sigue pendiente',
      summary: 'Un primer acuerdo tentativo desde la votación y la lista de lo que la empresa no ha contestado.',
      body: `<p>Dos días después del conteo hay un acuerdo tentativo sobre el fondo de estudios: se queda y crece.</p>
        <h2>Sigue pendiente</h2><ul><li>Una dotación de personal que se pueda comprobar, unidad por unidad.</li><li>La segunda escala salarial. La empresa ofrece ahora 2% y conserva la escala.</li><li>Igual pago por igual trabajo en la región Long Harbor.</li><li>El apoyo para estudios.</li></ul>
        <p>La empresa dice que no puede pagar más. Informó una ganancia de [fact:gain-second-quarter-2027] en los tres meses hasta junio.</p>`,
    },
    sources: ['Tentative agreement no. 14 (invented), October 12, 2027', 'Fernwhistle Health (invented), offer of October 12, 2027'],
  },
  {
    slug: 'when-a-manager-asks',
    published: '2027-10-15T09:00',
    author: 'second-communications',
    approver: 'communications',
    en: {
      title: 'When a manager asks about your plans',
      summary: 'Five words are enough, and nobody has to say more.',
      body: `<p>In these weeks managers will ask what you are going to do. The best answer is short: <strong>“Yes, I’m ready to strike.”</strong></p>
        <h2>You need not</h2><ul><li>say whether you signed anything, or how you voted,</li><li>say who else is coming,</li><li>stay in a talk about it that you did not ask for: say that you would like your steward there.</li></ul>
        <p>If you were pressed, write down who, where and when, and tell your steward the same day.</p>`,
    },
    es: {
      title: 'Cuando un gerente pregunta por sus planes',
      summary: 'Bastan pocas palabras y nadie tiene que decir más.',
      body: `<p>En estas semanas los gerentes preguntarán qué va a hacer usted. La mejor respuesta es corta: <strong>«Sí, voy a la huelga si hace falta».</strong></p>
        <h2>No tiene que</h2><ul><li>decir si firmó algo ni cómo votó,</li><li>decir quién más irá,</li><li>quedarse en una conversación sobre eso que no pidió: diga que quiere que esté su delegado.</li></ul>
        <p>Si le presionaron, anote quién, dónde y cuándo, y dígaselo a su delegado el mismo día.</p>`,
    },
    sources: [],
  },
  {
    slug: 'ten-days-notice',
    published: '2027-11-04T12:00',
    author: 'communications',
    approver: 'second-communications',
    en: {
      title: 'Notice given: strike from November 15',
      summary: 'Harbor Local 760 has given the ten days’ notice that the law asks of health-care workers.',
      body: `<p>This morning Harbor Local 760 handed the employer and the mediators its notice: unless there is an agreement, its members strike from 7 a.m. on Monday, November 15.</p>
        <p>Ten days are there so that patients can be cared for elsewhere. They are also ten days in which the employer can settle.</p><p>Picket captains meet on November 8. Ask your steward where.</p>`,
    },
    es: {
      title: 'Aviso entregado: huelga a partir del 15 de noviembre',
      summary: 'El Local 760, Harbor, dio el aviso de diez días que la ley exige al personal de salud.',
      body: `<p>Esta mañana el Local 760, Harbor, entregó su aviso a la empresa y a los mediadores: si no hay acuerdo, sus miembros van a la huelga desde las 7 a.m. del lunes 15 de noviembre.</p>
        <p>Los diez días existen para que se pueda atender a los pacientes en otra parte. También son diez días en los que la empresa puede llegar a un acuerdo.</p><p>Los capitanes de piquete se reúnen el 8 de noviembre. Pregunte a su delegado dónde.</p>`,
    },
    sources: ['Notice of Harbor Local 760 (invented), November 4, 2027'],
  },
  {
    slug: 'tentative-agreement',
    published: '2027-11-13T09:00',
    author: 'second-communications',
    approver: 'communications',
    en: {
      title: 'Tentative agreement: no second wage scale',
      summary: 'Two days before the strike there is an agreement for four years. Now the members decide.',
      body: `<p>Before dawn the committee reached a tentative agreement on a contract of four years. <strong>There is no second wage scale.</strong> The strike of November 15 is called off.</p>
        <p>The full text goes to a conference of delegates, and then each local votes under its own rules. Nothing is in force before that.</p>`,
    },
    es: {
      title: 'Acuerdo tentativo: sin segunda escala salarial',
      summary: 'Dos días antes de la huelga hay un acuerdo por cuatro años. Ahora deciden los miembros.',
      body: `<p>Antes del amanecer el comité llegó a un acuerdo tentativo por cuatro años. <strong>No hay segunda escala salarial.</strong> Se cancela la huelga del 15 de noviembre.</p>
        <p>El texto completo va a una conferencia de delegados y después cada local vota según sus reglas. Antes de eso nada entra en vigor.</p>`,
    },
    sources: ['Tentative agreement (invented), November 13, 2027'],
  },
]
