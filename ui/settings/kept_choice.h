// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace fanlight {

class Segmented;

// Whether all words stand in these texts, in whatever case: what a search of the settings shows.
bool mentionsAll(const QStringList& texts, const QStringList& words);

// A row of what the window keeps for itself: a choice, what it means, when it takes effect and
// where the value comes from. Main thread; owned by the page.
class KeptChoice : public QWidget {
    Q_OBJECT
public:
    Segmented* choice() const { return m_choice; }
    // The command line says it again with the next start, whatever is kept.
    void setOverruled(bool overruled);
    QString origin() const; // as shown

protected:
    struct Texts {
        QString title;
        QString buttonName; // for who listens: "Theme: %1"
        QString effect; // when it takes effect, and that in a sentence
        QString effectTip;
    };
    KeptChoice(const QStringList& choices, const Texts& texts, QWidget* parent);
    virtual void showOrigin() = 0;

    bool isOverruled() const { return m_overruled; }
    QLabel& meaning() const { return *m_words; }
    QLabel& originBadge() const { return *m_origin; }

private:
    bool m_overruled = false;
    Segmented* m_choice;
    QLabel* m_words;
    QLabel* m_origin;
};

} // namespace fanlight
