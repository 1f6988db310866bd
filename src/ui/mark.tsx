/** The mark of Commontable: people side by side behind one long table. */
export const Mark = ({ size = 32 }: { size?: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <path d={markPath} fill="currentColor" />
  </svg>
)

const markPath =
  'M7 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zm9 0a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zm9 0a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM3 15.5v-1.3a3 3 0 0 1 3-3h2a3 3 0 0 1 3 3v1.3zm9 0v-1.3a3 3 0 0 1 3-3h2a3 3 0 0 1 3 3v1.3zm9 0v-1.3a3 3 0 0 1 3-3h2a3 3 0 0 1 3 3v1.3zM0 17h32v4H0zm5.5 5.5h4L7.3 30H3.3zm17 0h4l2.2 7.5h-4z'
