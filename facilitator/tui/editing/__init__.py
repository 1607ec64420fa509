"""What the playbook editor is made of, apart from its screens."""
