// The public record of the reference campaign, in sentences of our own, each with where it was read. Roles, never names of people.

interface Line {
  /** A date as exact as the source has it, or what the figure is about. */
  what: { en: string; es: string }
  text: { en: string; es: string }
  source: string
}

const faq = 'Union questions and answers, “Rally to Save Lives”, autumn 2021'
const march = 'Union update, “March for the future of healthcare and strike preparation”, October 2021'
const expiry = 'Union bargaining update on the expiry of the National Agreement, October 2021'
const colorado = 'Coalition bargaining update, Colorado, 2019'
const alliance = 'Alliance of Healthcare Unions, update, December 2020'

const line = (what: string | [string, string], text: [string, string], source: string): Line => ({
  what: typeof what === 'string' ? { en: what, es: what } : { en: what[0], es: what[1] },
  text: { en: text[0], es: text[1] },
  source,
})

export const who: Line[] = [
  line(['Members of the alliance', 'Miembros de la alianza'], ['52,000 in 2021; other pages say 50,000, and 48,000 in 2018.', '52,000 en 2021; otras páginas dicen 50,000, y 48,000 en 2018.'], `${expiry}; pages of locals; ahcunions.org`),
  line(['Local unions', 'Sindicatos locales'], ['21 in 2021; 22 by another count in November 2021.', '21 en 2021; 22 según otra cuenta de noviembre de 2021.'], 'encyclopedia article; campaign site'),
  line(['Employer', 'Empresa'], ['One national health-care employer, in 8 or 9 regions.', 'Una empresa nacional de salud, en 8 o 9 regiones.'], `${faq}; ${march}; ${expiry}`),
  line(['Agreements', 'Convenios'], ['One National Agreement, and a local agreement for each local: each member has both.', 'Un convenio nacional y un convenio local por cada sindicato local: cada miembro tiene ambos.'], 'usw7600.org'),
  line(['Partnership', 'Alianza laboral'], ['The first national agreement is from 2000; in 2021 the partnership is called 24 years old.', 'El primer convenio nacional es de 2000; en 2021 se dice que la alianza con la empresa tiene 24 años.'], `${expiry}; ${alliance}`),
]

export const when: Line[] = [
  line('2018', ['A National Agreement: in California 3% (2018), 2.75% and a lump sum of 0.25% (2019), 3% (2020).', 'Un convenio nacional: en California 3% (2018), 2.75% y un pago único de 0.25% (2019), 3% (2020).'], 'contract fact sheet of a UFCW local'),
  line('2019', ['Another coalition of the same employer’s unions, in Colorado: at its third session it reports a proposal with the lowest raises in decades, doubled co-pays, cuts to retirement, and outsourcing.', 'Otra coalición de sindicatos de la misma empresa, en Colorado: en su tercera sesión informa de una propuesta con los aumentos más bajos en décadas, copagos al doble, recortes a la jubilación y subcontratación.'], colorado),
  line(['Late 2020', 'Fines de 2020'], ['Over 50 leaders meet online for two days; the survey is extended to the end of January 2021, its goal is that 70% complete it.', 'Más de 50 dirigentes se reúnen en línea dos días; la encuesta se prolonga hasta fines de enero de 2021, con la meta de que la complete el 70%.'], alliance),
  line(['April 2021', 'Abril de 2021'], ['First session of national bargaining.', 'Primera sesión de la negociación nacional.'], 'ahcunions.org'),
  line(['August 25, 2021', '25 de agosto de 2021'], ['The employer’s economic proposal: 1% a year for three years, and a lower wage scale for new hires (26% lower on average; 26% to 39% by another account).', 'Propuesta económica de la empresa: 1% al año por tres años, y una escala salarial más baja para el personal nuevo (26% menos en promedio; de 26% a 39% según otra fuente).'], 'ufcw400.org; unioncoalition.org; news reports'),
  line('2021', ['The alliance proposes 4% across the board.', 'La alianza propone 4% para todos.'], 'news reports; ufcw400.org'),
  line(['September 30, 2021, midnight', '30 de septiembre de 2021, medianoche'], ['The National Agreement expires. An extension of 30 days is refused; members go on working under its terms.', 'Vence el convenio nacional. Se rechaza una prórroga de 30 días; se sigue trabajando en las mismas condiciones.'], expiry),
  line(['October 1 to 10, 2021', '1 a 10 de octubre de 2021'], ['A strike vote of ten days in the largest local: 21,000 may vote, more than 18,000 do, 96.3% say yes.', 'Votación de huelga de diez días en el local más grande: pueden votar 21,000, votan más de 18,000, 96.3% dice que sí.'], 'news reports'),
  line(['October 2021', 'Octubre de 2021'], ['More locals vote: about 90% of members voting and 96% yes in one, more than 95% yes in another. Five unions with 36,000 members may strike; more than 40,000 are expected.', 'Votan más locales: en uno vota cerca del 90% y 96% dice que sí, en otro más del 95% dice que sí. Cinco sindicatos con 36,000 miembros pueden ir a huelga; se esperan más de 40,000.'], `news reports; ahcunions.org; ${march}`),
  line(['October 30, 2021', '30 de octubre de 2021'], ['March for the Future of Health Care, open to members, allies, family and friends.', 'Marcha por el futuro de la atención médica, abierta a miembros, aliados, familias y amistades.'], march),
  line(['November 4, 2021', '4 de noviembre de 2021'], ['A local of 7,400 gives ten days’ notice of a strike from November 15.', 'Un local de 7,400 miembros da aviso con diez días de una huelga a partir del 15 de noviembre.'], 'press release of the local union'),
  line(['November 13, 2021', '13 de noviembre de 2021'], ['Tentative agreement on a contract of four years, without a second wage scale. The strikes are called off; each local ratifies under its own rules.', 'Acuerdo tentativo por cuatro años, sin segunda escala salarial. Se cancelan las huelgas; cada local ratifica según sus reglas.'], 'news reports; encyclopedia article'),
  line(['Spring 2022', 'Primavera de 2022'], ['The local contract in Colorado lets its members strike only from then on.', 'El contrato local de Colorado permite la huelga solo a partir de entonces.'], faq),
]

export const money: Line[] = [
  line(['Employer’s gain, second quarter 2021', 'Ganancia de la empresa, segundo trimestre de 2021'], ['$3 billion', '3 mil millones de dólares'], faq),
  line(['Employer’s reserves', 'Reservas de la empresa'], ['More than $40 billion', 'Más de 40 mil millones de dólares'], faq),
  line(['Performance bonus 2019, one region, inpatient', 'Bono por desempeño 2019, una región, hospitalización'], ['108.8% of the 3% target: about 3.26% of compensated hours', '108.8% de la meta de 3%: cerca de 3.26% de las horas pagadas'], 'ofnhp.aft.org'),
  line(['Performance bonus 2019, the same region, ambulatory', 'Bono por desempeño 2019, la misma región, consulta externa'], ['88.8% of the 3% target: about 2.66%', '88.8% de la meta de 3%: cerca de 2.66%'], 'ofnhp.aft.org'),
]

/** Sizes that the record has, with the local of the example that was given it. */
export const sizes: { what: { en: string; es: string }; members: { en: string; es: string }; example: string; source: string }[] = [
  { what: { en: 'Registered nurses and health-care professionals, Southern California', es: 'Enfermería y profesionales de la salud, sur de California' }, members: { en: '21,000 (vote of 2021)', es: '21,000 (votación de 2021)' }, example: 'meadowlark-101', source: 'news reports' },
  { what: { en: 'Respiratory care, surgical technicians, engineers and others, 72 sites', es: 'Terapia respiratoria, técnicos quirúrgicos, ingeniería y otros, 72 centros' }, members: { en: '7,400', es: '7,400' }, example: 'harbor-760', source: 'press release of the local union' },
  { what: { en: 'Registered nurses, dental hygienists, laboratory professionals, Northwest', es: 'Enfermería, higienistas dentales, laboratorio, Noroeste' }, members: { en: 'about 3,400 in 2021; nearly 4,000 in 2025', es: 'cerca de 3,400 en 2021; casi 4,000 en 2025' }, example: 'rivers-318', source: 'ofnhp.aft.org' },
  { what: { en: 'Several kinds of work, Georgia', es: 'Varios oficios, Georgia' }, members: { en: '2,450', es: '2,450' }, example: 'piedmont-905', source: `ahcunions.org; ${march}` },
  { what: { en: 'Service and clinical support, Hawaii', es: 'Servicios y apoyo clínico, Hawái' }, members: { en: 'nearly 2,000', es: 'casi 2,000' }, example: 'tradewind-52', source: 'page of the local union' },
  { what: { en: 'Pharmacists, imaging, respiratory care, laboratory, Washington', es: 'Farmacia, imagen, terapia respiratoria, laboratorio, Washington' }, members: { en: '760', es: '760' }, example: 'sound-211', source: `ahcunions.org; ${march}` },
  { what: { en: 'Imaging technicians and others, Southern California', es: 'Técnicos de imagen y otros, sur de California' }, members: { en: 'more than 600', es: 'más de 600' }, example: 'gantry-640', source: 'page of the local union' },
]
