"""What is kept: tables, repositories, encryption, migrations, and the interface that runs work in them."""
