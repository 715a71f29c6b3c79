"""What the organisation says and must do: policies, what they declare, who receives what."""
