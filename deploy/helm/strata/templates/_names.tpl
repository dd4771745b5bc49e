{{- define "strata.name" -}}
{{- if contains "strata" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-strata{{ end }}
{{- end }}

{{- define "strata.selector" -}}
app.kubernetes.io/name: strata
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "strata.labels" -}}
{{ include "strata.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "strata.buildkit" -}}
{{ include "strata.name" . }}-buildkit
{{- end }}

{{- /* How many BuildKits there are at most: each has a name, whether it is there or not. */ -}}
{{- define "strata.builders" -}}
{{- with .Values.buildkit -}}
{{- if not .autoscaling.enabled -}}
{{ .replicas }}
{{- else if gt (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas) -}}
{{ fail "buildkit.autoscaling.minReplicas is above maxReplicas" }}
{{- else -}}
{{ .autoscaling.maxReplicas }}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "strata.egress" -}}
# Names are resolved by the cluster.
- to:
    - namespaceSelector: {}
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: {{ toJson .Values.networkPolicy.blocked }}
{{- range .Values.networkPolicy.allowed }}
    - ipBlock:
        cidr: {{ . }}
{{- end }}
{{- end }}
