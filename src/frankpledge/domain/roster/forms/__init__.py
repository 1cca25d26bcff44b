"""What is asked about organisations, bodies, seats and people, each as one page that works without scripts."""
