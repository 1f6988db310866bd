/** The mark of Commontable: a table seen from above, places all around it, none at its head. */
export const Mark = ({ size = 32 }: { size?: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <path d={markPath} fill="currentColor" />
  </svg>
)

export const markPath = 'M7 11h18v10H7zM8 5h4v4H8zM14 5h4v4h-4zM20 5h4v4h-4zM8 23h4v4H8zM14 23h4v4h-4zM20 23h4v4h-4zM1 14h4v4H1zM27 14h4v4h-4z'
