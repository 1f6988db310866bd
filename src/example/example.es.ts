import type { en } from './example.en.ts'

export const es: typeof en = {
  title: 'La campaña de ejemplo',
  lead: (members, locals) =>
    `${members} miembros de ${locals} sindicatos locales, una empresa, un contrato. Todos los sindicatos, la empresa, los lugares y las personas son inventados; los tamaños, las fechas y las reglas siguen una campaña real.`,
  description: 'Sea quien quiera en una campaña inventada: enfermera, delegada, dirigente, comunicación.',
  peopleTitle: 'Sea una de estas personas',
  peopleLead: 'Cada botón abre sesión como esa persona en este navegador. Puede cambiar las veces que quiera.',
  try: 'Pruebe:',
  enter: (name) => `Entrar como ${name}`,
  people: {
    nurse: {
      role: 'Enfermera',
      who: 'Trabaja de noche en urgencias en Almond Cove. Miembro del Local 101, Meadowlark Nurses, el más grande.',
      tries: 'Diga que sí a la marcha y lleve a dos personas. Después comparta su propio enlace con un colega.',
    },
    colleague: {
      role: 'Su colega',
      who: 'Enfermero de la misma sala de urgencias. Recibe el enlace que comparte Ana.',
      tries: 'Apúntese con el enlace de Ana sin entrar, o entre y vea su propia página.',
    },
    steward: {
      role: 'Delegada',
      who: 'Delegada del Local 101 en el centro médico de Almond Cove.',
      tries: 'Busque a los miembros de su centro de trabajo. Los de otros centros no aparecen.',
    },
    officer: {
      role: 'Dirigente del Local 760, Harbor',
      who: 'Lleva el padrón de un local de 7,400 personas en 72 centros; 6,900 ya están en él.',
      tries:
        'Importe el CSV desordenado de esta página, deshágalo e impórtelo otra vez. Luego comparta a sus miembros para mensajes «hasta la ratificación».',
    },
    'other-officer': {
      role: 'Dirigente de otro local',
      who: 'Dirigente del Local 101, Meadowlark Nurses.',
      tries: 'Vea quién de su local irá a la marcha. Del Local 760 no verá a ninguna persona, solo cuentas.',
    },
    director: {
      role: 'Directora regional',
      who: 'Directora de la región Bright Coast.',
      tries: 'Siga la asistencia de su región, local por local. No se muestran nombres: pertenecen a los locales.',
    },
    communications: {
      role: 'Responsable de comunicación',
      who: 'Escribe para toda la alianza.',
      tries: 'Escriba una noticia sobre la marcha y pida su aprobación.',
    },
    'second-communications': {
      role: 'Segundo responsable de comunicación',
      who: 'Lee lo que escribió la primera. Nada sale sin una segunda persona.',
      tries: 'Apruebe la noticia, envíela y mire la barra. No puede aprobar lo que escribió usted.',
    },
    organizer: {
      role: 'Organizador',
      who: 'Organizador de la alianza.',
      tries: 'Mire la marcha: quién llegó a la meta y a qué local hay que llamar.',
    },
    coordinator: {
      role: 'Coordinadora de huelga',
      who: 'Reúne los contratos, los avisos y las votaciones de todos los locales.',
      tries: 'Abra «Agreements»: qué ven los miembros, qué debe confirmar aún una segunda persona y qué le falta a cada unidad.',
    },
    administrator: {
      role: 'Administradora',
      who: 'Sabe cómo está formada la alianza: locales, regiones, centros de trabajo, cargos.',
      tries: 'Abra la estructura, agregue un centro de trabajo, dé un cargo a alguien. No verá el nombre de ningún miembro.',
    },
  },
  storyTitle: 'La historia, paso a paso',
  story: [
    {
      as: 'officer',
      title: 'Rosa importa su padrón',
      body: 'Descargue el CSV de esta página. Entre como Rosa, abra la importación, elija el archivo, revise las columnas, mire qué es nuevo, qué cambió y qué está mal, y confirme.',
    },
    {
      as: 'officer',
      title: 'Descarga las filas rechazadas, deshace y vuelve a importar',
      body: 'Cada fila rechazada regresa con su línea y la razón. Deshacer deja el padrón como estaba.',
    },
    {
      as: 'officer',
      title: 'Comparte a sus miembros',
      body: 'Mensajes por medio de nosotros, hasta la ratificación. Ella ve cada uso y puede retirarlo.',
    },
    { as: 'communications', title: 'Celia escribe una noticia sobre la marcha', body: 'Con una imagen y sin saber Markdown.' },
    {
      as: 'second-communications',
      title: 'Marcus la aprueba y la envía',
      body: 'Es a la vez una página, una entrada del canal y un correo a cada miembro cuyo local comparte mensajes. Lo enviado queda en la bandeja; ningún correo sale del ejemplo.',
    },
    { as: 'nurse', title: 'Ana dice que sí y lleva a dos', body: 'En un teléfono y, si quiere, sin scripts.' },
    { as: 'colleague', title: 'David se apunta con el enlace de Ana', body: 'Sin cuenta. Se le reconoce a Ana.' },
    {
      as: 'director',
      title: 'Dora y Rosa ven subir la cuenta',
      body: 'Por local y región, sin recargar. Abra la asistencia en otra ventana y responda en la primera.',
    },
  ],
  fileTitle: 'El CSV desordenado',
  fileLead:
    'Tal como lo exporta el viejo programa de Rosa: Windows-1252, punto y coma, un título sobre el encabezado, teléfonos en todas las formas.',
  fileCounts: ({ rows, added, changed, unchanged, bad }) =>
    `Tiene ${rows} filas: ${added} personas nuevas, ${changed} con cambios, ${unchanged} como estaban y ${bad} filas que no se pueden tomar.`,
  download: 'Descargar el CSV',
  more: 'Más',
  toClock: 'Mover el reloj de la campaña',
  toOutbox: 'La bandeja: lo que se habría enviado',
  toRecord: 'La campaña real en la que se basa',
  signInTitle: (name) => `Entrar como ${name}`,
  signInLead: 'No es nadie real. El botón abre sesión como esta persona en este navegador y cierra la de quien sea usted ahora.',
  everybody: 'Todas las personas del ejemplo',
  clockTitle: 'El reloj de la campaña',
  clockLead:
    '¿Qué día es en la campaña? Mover el reloj mueve las fechas de la campaña para todos los que miran este ejemplo: qué eventos ya pasaron, si todavía se puede responder.',
  clockNot: 'Nunca mueve sesiones, enlaces para entrar, límites, permisos ni tareas: esos siguen la hora real.',
  clockNow: 'En la campaña es ahora',
  clockMoments: 'Momentos de la campaña',
  clockGo: 'Ir a este momento',
  clockHere: 'Donde empieza el ejemplo',
  clockOther: 'Otro día',
  clockDay: 'Día',
  clockDayHint: 'Entre enero de 2027 y diciembre de 2028. Escríbalo como 2027-10-30.',
  clockTime: 'Hora',
  clockTimeHint: 'Como 10:00 o 17:30, en la zona horaria de la coalición.',
  clockMove: 'Mover el reloj',
  clockMoved: 'Se movió el reloj de la campaña.',
  badDay: 'El ejemplo no conoce ese día. Escriba año, mes y día entre 2027-01-01 y 2028-12-31, por ejemplo 2027-10-30.',
  badTime: 'Eso no es una hora del día. Escriba horas y minutos, por ejemplo 10:00 o 17:30.',
  badMoment: 'Ese momento no está en la lista. Elija uno de los de abajo.',
  moments: {
    'week-before-expiry': {
      name: 'Una semana antes de que venza el convenio',
      what: 'El convenio nacional vence el 30 de septiembre. La empresa ofrece una prórroga con condiciones.',
    },
    'strike-vote': {
      name: 'Durante la votación de huelga',
      what: 'La prórroga fue rechazada; se trabaja sin convenio y se vota del 1 al 10 de octubre.',
    },
    'two-weeks-before-march': {
      name: 'Dos semanas antes de la marcha',
      what: 'Donde empieza el ejemplo: ya se contaron los votos y se anunció la marcha.',
    },
    'day-of-march': { name: 'La mañana de la marcha', what: 'Faltan dos horas.' },
    notice: { name: 'El aviso', what: 'La empresa recibió el aviso, con diez días, de una huelga el 15 de noviembre.' },
    agreement: { name: 'El acuerdo', what: 'Hay un acuerdo tentativo, dos días antes de la huelga.' },
  },
  record: {
    title: 'Basado en una campaña real',
    lead: 'Las partes del ejemplo son inventadas. Su forma sigue el registro público de una campaña real: la negociación nacional de una alianza de sindicatos de salud en 2021. Este es ese registro, línea por línea, con la fuente de cada una. Donde las fuentes difieren, aparecen ambas cifras.',
    note: 'El ejemplo mueve estas fechas a 2027, cuyos días caen en los mismos días de la semana. En esta página el producto no afirma nada sobre nadie; repite lo que dicen las fuentes.',
    who: 'Quiénes',
    when: 'Cuándo',
    money: 'Dinero',
    locals: 'Tamaño de los locales y lo que el ejemplo hizo de ellos',
    what: 'Qué',
    figure: 'Cifra',
    date: 'Fecha',
    source: 'Fuente',
    local: 'En el registro',
    members: 'Miembros',
    example: 'En el ejemplo',
    chosen: 'no está en el registro; elegido',
    chosenNote:
      'A los locales del ejemplo cuyo tamaño no da ninguna fuente se les dio uno, de modo que los padrones tengan 52,000 miembros cuando empieza el ejemplo.',
  },
}
