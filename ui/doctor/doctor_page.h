// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"
#include "hub/snapshots.h"
#include "shell/ability_gate.h"
#include "table_export.h"
#include "theme/theme.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace fanlight {

class CertificateFields;
class EmptyState;
class FindingCard;
class HubPort;
class Pill;
class Segmented;
class UiState;

// The setup doctor: the address under which browsers reach the hub, what is examined, and what was
// found, one card each. An examination goes on while the page is hidden; it is shown when it is
// seen again. Main thread; owned by the window.
class DoctorPage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    DoctorPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~DoctorPage() override;

    void examine(); // as it is filled in; says so if that cannot be
    // What the doctor found.
    void showFindings(
        const DoctorSettings& settings, const std::vector<DoctorFinding>& findings, bool running);
    void saveReport(const QString& path); // Markdown

    QLineEdit* addressEdit() const { return m_address; }
    QLineEdit* originEdit() const { return m_origin; }
    QCheckBox* cookiesBox() const { return m_cookies; }
    QCheckBox* trustBox() const { return m_trust; }
    CertificateFields* certificateFields() const { return m_certificate; }
    Segmented* idleChoice() const { return m_idle; }
    QPushButton* examineButton() const { return m_examine; }
    QPushButton* copyButton() const { return m_copy; }
    QPushButton* saveButton() const { return m_save; }
    FindingCard* card(DoctorFinding::Check check) const { return m_cards.at(std::size_t(check)); }
    EmptyState* emptyState() const { return m_empty; }
    QString summaryText() const;
    QString problemText() const; // empty: none
    DoctorSettings settings() const; // as they are filled in; the address is not looked at

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeForm();
    QWidget* makeFindings(const Theme& theme, UiState& state);
    Doctor::HubSide makeHubSide();
    void takeAbilities();
    QString keptAddress() const; // of one's own hub; else empty
    bool mayShowToken(const QUrl& url) const;
    void takeStatus(const HubStatus& status);
    void setProblem(const QString& problem);
    void refresh();
    void keep();
    void finish();

    HubPort& m_hub;
    AbilityGate m_gate;
    UiState& m_state;
    HubStatus m_status; // as last signalled
    QHash<QString, quint64> m_silenced; // faults of the hub by user
    std::unique_ptr<Doctor> m_doctor;
    DoctorSettings m_shownSettings;
    std::vector<DoctorFinding> m_shown;
    QLineEdit* m_address;
    QLineEdit* m_origin;
    CertificateFields* m_certificate;
    QCheckBox* m_cookies;
    QCheckBox* m_trust;
    Segmented* m_idle;
    QPushButton* m_examine;
    QLabel* m_problem;
    Pill* m_summary;
    QPushButton* m_copy;
    QPushButton* m_save;
    std::vector<FindingCard*> m_cards; // in the order of Check
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    TableExport m_export; // last: its end waits for a report that is being written
};

} // namespace fanlight
