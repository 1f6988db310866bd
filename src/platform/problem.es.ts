import type { en } from './problem.en.ts'

export const es: typeof en = {
  400: {
    title: 'No se pudo leer',
    text: 'El formulario o el archivo no era lo que la página espera, o es más grande de lo permitido. Vuelva atrás, revíselo e inténtelo de nuevo: no se cambió nada.',
  },
  403: {
    title: 'Esto vino de otro lugar',
    text: 'Por seguridad, solo aceptamos formularios de nuestras propias páginas. Vuelva atrás, cargue la página otra vez y envíelo de nuevo: no se cambió nada.',
  },
  404: { title: 'Aquí no hay nada', text: 'Esta página no existe o no está abierta para usted. Si tiene un cargo, primero inicie sesión.' },
  413: { title: 'Demasiado grande', text: 'Lo que se envió es más grande de lo que aceptamos aquí. No se cambió nada.' },
  429: {
    title: 'Fue demasiado de una vez',
    text: 'Se pidieron en su nombre más listas o archivos de los que alguien lee en un cuarto de hora. Espere un poco y continúe. ¿No fue usted? Cierre sus otros dispositivos en su página y avise a quien le dio el cargo.',
  },
  500: { title: 'Algo falló de nuestro lado', text: 'Quedó anotado y no se guardó nada a medias. Inténtelo de nuevo en un minuto.' },
  503: {
    title: 'Volvemos en un momento',
    text: 'La página no puede llegar a sus registros ahora. Inténtelo de nuevo en un minuto: no se perdió nada.',
  },
  mention: 'Si nos escribe sobre esto, mencione',
  home: 'A la primera página',
}
