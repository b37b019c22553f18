// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"
#include "hub/snapshots.h"
#include "hub/ticket.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

class HubPort;
class Segmented;
class Theme;

// Makes a token, or a ticket, for a user to try things with, and gives it as it is used: as a URL,
// as a curl line, in a page. What it made is gone when it closes. Not modal; owned by the page;
// main thread.
class TokenDialog : public QDialog {
    Q_OBJECT
public:
    TokenDialog(HubPort& hub, const Theme& theme, QWidget* parent = nullptr); // outlive the dialog

    void takeAccess(const AccessSnapshot& access);
    void takeAbilities() { update(); }
    // The answers; what make() gets ends here, too.
    void showMinted(const MintedToken& minted);
    void showTicket(const TicketMade& made);
    Segmented* kind() const { return m_kind; } // a token, a ticket
    QLineEdit* userField() const { return m_user; }
    QPushButton* makeButton() const { return m_make; }
    QString stateText() const;
    QStringList shownLines() const; // of what can be copied, those that are shown
    QPushButton* copyButton(int line) const { return m_uses.at(std::size_t(line)).copy; }

Q_SIGNALS:
    void lastAction(const QString& text);

private:
    struct Use { // a way it is used
        QLabel* name;
        QPlainTextEdit* text;
        QPushButton* copy;
    };
    QString baseUrl() const;
    void make();
    void update();
    void addUse(const QString& name, const Theme& theme, class QVBoxLayout& column);
    void setUse(std::size_t use, const QString& text);
    void forget();
    void showError(const QString& error);
    void setKinds();
    void fitHeight();

    HubPort& m_hub;
    AccessSnapshot m_access;
    quint64 m_asked = 0;
    QString m_madeFor;
    Segmented* m_kind;
    QLineEdit* m_user;
    Segmented* m_lifetime;
    QPushButton* m_make;
    QLabel* m_state;
    std::vector<Use> m_uses;
};

} // namespace fanlight
