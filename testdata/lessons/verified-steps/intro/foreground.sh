echo "Getting ready"
