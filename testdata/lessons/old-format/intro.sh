mkdir -p app
