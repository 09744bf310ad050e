package io.vox.agent.explore

import spock.lang.Shared
import spock.lang.Specification

class AppraisalSpec extends Specification {
    @Shared
    Appraisal appraisal = new Appraisal(Vocabulary.standard())

    def "'#name' promises to lead to the microphone"() {
        expect:
        appraisal.score(button(name)) >= Appraisal.PROMISING

        where:
        name << [
            "Start", "Start call", "Talk to Ada", "Speak now", "Begin conversation", "Try live demo", "Tap to talk",
            "startCallButton", "Let’s go", "Continue", "Anruf starten", "Gespräch beginnen", "Hablar", "Iniciar llamada",
            "Démarrer l'appel", "Avvia chiamata", "Iniciar chamada", "Rozpocznij rozmowę", "Начать разговор", "Görüşmeyi başlat",
            "开始", "打电话通话", "話す", "通話を開始", "통화 시작", "ابدأ المكالمة",
        ]
    }

    def "'#name' is not pressed"() {
        expect:
        appraisal.score(button(name)) < Appraisal.CONCEIVABLE

        where:
        name << [
            "Log in", "Sign up", "Book a call with sales", "Contact sales", "Pricing", "Start free trial", "End call", "Hang up",
            "Mute microphone", "Cancel", "Buy now", "Share", "Download", "Continue with Google", "Watch demo", "Request a demo call",
            "Anmelden", "Auflegen", "Comprar", "Raccrocher", "挂断", "ログイン", "로그인",
        ]
    }

    def "a consent box is left by '#name'"() {
        expect:
        appraisal.consent(button(name, true)) == value

        where:
        name                    | value
        "Accept all"            | 3
        "Alle akzeptieren"      | 3
        "Tout accepter"         | 3
        "全部接受"                  | 3
        "Reject all"            | 2
        "Continuer sans accepter" | 2
        "Manage cookies"        | 0
        "Start call"            | 0
    }

    private static Candidate button(String name, boolean consent = false) {
        return new Candidate(0, "button", name, "", false, false, false, false, false, false, "none", false, false, consent, false, "",
                4000, "", "", ["button"])
    }
}
