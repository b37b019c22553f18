// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "shell/ability_gate.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QBoxLayout;

namespace fanlight {

class AccessRulesCard;
class CertificateCard;
struct AccessSnapshot;
class ProofsCard;
class RefusalsCard;
class Theme;
class TokenCheckCard;
class TokenDialog;
class UiState;

// Who may do what as the hub runs, by which proof; whether a token is good; who was refused. The
// hub is asked once a second while the page is seen. Main thread; owned by the window.
class AccessPage : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds AskInterval{1000};
    static constexpr int NarrowWidth = 860; // below it the cards stand under one another

    // All must outlive the page.
    AccessPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~AccessPage() override;

    void showSnapshot(const std::shared_ptr<const AccessSnapshot>& access);
    AccessRulesCard* rules() const { return m_rules; }
    CertificateCard* certificate() const { return m_certificate; }
    ProofsCard* proofs() const { return m_proofs; }
    TokenCheckCard* check() const { return m_check; }
    RefusalsCard* refusals() const { return m_refusals; }
    TokenDialog* tokenDialog() const; // null: it is closed

Q_SIGNALS:
    void settingsRequested();
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void ask();
    void takeAbilities();
    void readFilesAnew();
    void openTokenDialog();

    HubPort& m_hub;
    AbilityGate m_gate;
    const Theme& m_theme;
    std::shared_ptr<const AccessSnapshot> m_access; // null: not told yet
    bool m_isOld = true; // the hub may tell something else by now
    QTimer m_timer;
    AccessRulesCard* m_rules;
    CertificateCard* m_certificate;
    ProofsCard* m_proofs;
    TokenCheckCard* m_check;
    RefusalsCard* m_refusals;
    QBoxLayout* m_columns;
    QPointer<TokenDialog> m_dialog;
};

} // namespace fanlight
