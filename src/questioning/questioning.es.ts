import type { en } from './questioning.en.ts'
import { limits } from './report.ts'

export const es: typeof en = {
  title: '¿Le hicieron preguntas?',
  lead: '¿Alguien de la gerencia preguntó por nuestros planes, por usted o por otras personas? Cuénteselo a los dirigentes de su local. Toma un minuto y usted decide si da su nombre.',
  description: 'Cuente en confianza a los dirigentes de su local que la gerencia le hizo preguntas.',
  promise: 'Quién lo lee',
  promises: [
    'Los dirigentes del local que usted elija y nadie más: ningún otro local, ni la coalición, ni la empresa.',
    'No guardamos desde qué cuenta o aparato llegó, tampoco si inició sesión, y no miramos si usted es miembro.',
    'Use su propio teléfono y no el Wi-Fi del hospital: la empresa puede ver qué páginas se abren allí.',
  ],
  local: 'Su local',
  what: '¿Qué pasó?',
  whatHint: 'Con sus propias palabras: qué le preguntaron o dijeron y qué contestó. Sin nombres de pacientes, por favor.',
  day: '¿Qué día?',
  clock: '¿A qué hora?',
  place: '¿Dónde?',
  placeHint: 'Centro, departamento, sala, o por teléfono o mensaje.',
  askedBy: '¿Quién preguntó?',
  askedByHint: 'Un nombre o un cargo.',
  others: '¿Quién más estaba o a quién más preguntaron?',
  contact: '¿Pueden sus dirigentes hablar con usted?',
  contactHint: 'Deje los tres campos vacíos para que nadie sepa quién es, tampoco ellos.',
  name: 'Su nombre',
  email: 'Correo electrónico',
  phone: 'Teléfono',
  send: 'Enviarlo a los dirigentes',
  urgent: '¿Es urgente, o le mandaron a casa o le suspendieron? Llame ya a su delegado y no espere respuesta a este formulario.',
  thanks: {
    title: 'Gracias. Ya lo tienen sus dirigentes',
    text: 'Los dirigentes de su local ya lo pueden leer. Si dejó cómo encontrarle, quizá le llamen; si no, no pueden, y nadie puede averiguar quién lo escribió.',
    next: 'Guarde su propia nota: las palabras, el día y la hora, el lugar y quién lo oyó.',
    cards: 'Qué decir cuando la gerencia pregunta',
    another: 'Contar otra cosa',
  },
  limited:
    'Desde aquí llegaron muchos avisos en el último cuarto de hora. De este no se guardó nada y lo que escribió sigue aquí. Espere un poco y envíelo otra vez, o llame a su delegado.',
  problems: {
    local: 'Elija el local cuyos dirigentes deben leerlo.',
    'what-missing': 'Diga en una frase qué pasó. Todo lo demás puede quedar vacío.',
    'too-long': `Es demasiado largo. Acórtelo; lo que pasó puede tener ${limits.what.toLocaleString('en-US')} letras.`,
    day: 'Ese día no existe. Elíjalo en el calendario o déjelo vacío.',
    'day-future': 'Ese día todavía no llega. Elija el día en que pasó.',
    email: 'No es una dirección de correo. Revise los espacios y lo que va después de la @, o déjelo vacío.',
    phone: 'Un número de teléfono tiene al menos siete cifras. Complételo o déjelo vacío.',
  },
  mail: {
    subject: 'Un aviso espera por usted',
    hello: 'Hola:',
    text: 'alguien contó a los dirigentes de su local que la gerencia le hizo preguntas. Lo que dice está solo en las páginas internas, donde lo lee después de iniciar sesión:',
  },
}
