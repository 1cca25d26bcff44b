"""Reading what the evidence says when it is held against something: people, peers, the force, weights."""
